"""The keys with which a body signs what people carry: Ed25519 for proofs inside a credential, P-256 for tokens.

How keys are made and written down, not where they live: whoever issues keeps them. The key of the seal on paper is an
RSA key with a certificate of its own (`guildhall.credentials.seals`).
"""

from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc.jwk import ECKey

from guildhall.credentials.multibase import BadText, base58, from_base58

PublicKey = Ed25519PublicKey | ec.EllipticCurvePublicKey
PrivateKey = Ed25519PrivateKey | ec.EllipticCurvePrivateKey

ED25519_PUBLIC = b"\xed\x01"
"""What stands before an Ed25519 public key in a Multikey."""

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of the curve P-256."""


class BadKey(ValueError):
    """This is no key of the kind that was expected."""


@dataclass(frozen=True)
class SigningKeys:
    """What a body signs credentials with, at one time."""

    proof: Ed25519PrivateKey
    token: ec.EllipticCurvePrivateKey

    @property
    def public(self) -> tuple[PublicKey, PublicKey]:
        """Both public keys, as the DID document lists them."""
        return self.proof.public_key(), self.token.public_key()

    @property
    def pem(self) -> str:
        """Both keys, to be kept in secret; `read_keys` reads them."""
        return "".join(private_pem(key) for key in (self.proof, self.token))


def new_keys() -> SigningKeys:
    """Keys by chance, for a body that keeps their PEM."""
    return SigningKeys(Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1()))


def derived_keys(secret: bytes) -> SigningKeys:
    """Keys that follow from a secret of at least 32 bytes: the same secret, the same keys."""
    if len(secret) < 32:
        raise BadKey("Keys are derived from a secret of at least 32 bytes.")
    seed = _stretched(secret, b"guildhall credential proof ed25519", 32)
    number = int.from_bytes(_stretched(secret, b"guildhall credential token p-256", 48), "big") % (ORDER - 1) + 1
    return SigningKeys(Ed25519PrivateKey.from_private_bytes(seed), ec.derive_private_key(number, ec.SECP256R1()))


def read_keys(pem: str) -> SigningKeys:
    """The keys in a PEM file that holds one Ed25519 and one P-256 private key, in this order."""
    marker = "-----END PRIVATE KEY-----"
    parts = [part.strip() + f"\n{marker}\n" for part in pem.split(marker)[:-1]]
    try:
        proof, token = (serialization.load_pem_private_key(part.encode(), None) for part in parts)
    except (ValueError, TypeError) as problem:
        raise BadKey("Two private keys in PEM are expected, not protected by a password.") from problem
    if not isinstance(proof, Ed25519PrivateKey) or not isinstance(token, ec.EllipticCurvePrivateKey):
        raise BadKey("An Ed25519 key and a P-256 key are expected, in this order.")
    if not isinstance(token.curve, ec.SECP256R1):
        raise BadKey("Tokens are signed with a key on P-256.")
    return SigningKeys(proof, token)


def private_pem(key: PrivateKey) -> str:
    """A private key as PKCS #8 in PEM, without a password."""
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode()


def public_pem(key: PublicKey) -> str:
    """A public key in PEM: what is kept of a key that signs no more."""
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode()


def read_public(pem: str) -> PublicKey:
    """The public key of `public_pem`."""
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except ValueError as problem:
        raise BadKey("This is no public key in PEM.") from problem
    if isinstance(key, Ed25519PublicKey):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    raise BadKey("An Ed25519 key or a P-256 key is expected.")


def multikey(key: Ed25519PublicKey) -> str:
    """An Ed25519 public key as a Multikey writes it."""
    return base58(ED25519_PUBLIC + key.public_bytes_raw())


def from_multikey(text: str) -> Ed25519PublicKey:
    """The Ed25519 public key of a Multikey."""
    try:
        raw = from_base58(text)
    except BadText as problem:
        raise BadKey("This is no Multikey.") from problem
    if raw[:2] != ED25519_PUBLIC or len(raw) != 34:
        raise BadKey("This is no Multikey of an Ed25519 key.")
    return Ed25519PublicKey.from_public_bytes(raw[2:])


def public_jwk(key: ec.EllipticCurvePublicKey) -> dict[str, Any]:
    """A P-256 public key as a JSON Web Key."""
    return dict(ECKey.import_key(key).as_dict(private=False))


def thumbprint(key: ec.EllipticCurvePublicKey) -> str:
    """The fingerprint of a P-256 key, as RFC 7638 defines it."""
    return ECKey.import_key(key).thumbprint()


def _stretched(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=purpose).derive(secret)
