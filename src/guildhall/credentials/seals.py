"""The seal on paper: a signature in the PDF (PAdES B-B) by a key that the body vouches for with a root of its own.

RSA and PDF 1.7, because a newer kind of key would lift the file to PDF 2.0 and out of PDF/A-3 and PDF/UA-1. The seal is
appended: not a byte of the sheet is rewritten, nor its metadata.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import keys as asn1_keys  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from guildhall.credentials.keys import BadKey

BITS = 3072
FIELD = "Seal"
RESERVED = 8192
"""Room for the signature in the file, in hexadecimal digits: measuring it would cost a second signature."""


@dataclass(frozen=True)
class Root:
    """The body's own authority, which vouches for its seals: trusted once, it outlives them."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        """Key and certificate, to be kept in secret; `read_root` reads them."""
        return _private(self.key) + _public(self.certificate)


@dataclass(frozen=True)
class Seal:
    """The key that seals a body's certificates, and the certificates of key and root that go into every file."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    root: x509.Certificate

    @property
    def pem(self) -> str:
        """Key and certificates, to be kept in secret; `read_seal` reads them."""
        return _private(self.key) + _public(self.certificate) + self.root_pem

    @property
    def root_pem(self) -> str:
        """What a stranger puts among the roots that they trust."""
        return _public(self.root)

    @cached_property
    def signer(self) -> "_Signer":
        store = SimpleCertificateStore.from_certs([_parsed(self.root)])  # type: ignore[no-untyped-call]
        return _Signer(self.key, _parsed(self.certificate), store)


def new_root(name: str, *, begins: datetime, ends: datetime) -> Root:
    """The authority of the body with this name."""
    key = rsa.generate_private_key(65537, BITS)
    subject = _named(name, f"Root of {name}")
    built = _builder(subject, subject, key.public_key(), begins, ends)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    built = built.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return Root(key, built.sign(key, SHA256()))


def new_seal(root: Root, name: str, *, begins: datetime, ends: datetime) -> Seal:
    """A seal that `root` vouches for from `begins` to `ends`."""
    key = rsa.generate_private_key(65537, BITS)
    built = _builder(_named(name, f"Seal of {name}"), root.certificate.subject, key.public_key(), begins, ends)
    built = built.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    built = built.add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    vouched = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    return Seal(key, built.add_extension(vouched, critical=False).sign(root.key, SHA256()), root.certificate)


def read_root(pem: str) -> Root:
    """The root of `Root.pem`."""
    key, certificates = _read(pem)
    if len(certificates) != 1 or certificates[0].public_key() != key.public_key():
        raise BadKey("A root has its key and its own certificate.")
    return Root(key, certificates[0])


def read_seal(pem: str) -> Seal:
    """The seal of `Seal.pem`."""
    key, certificates = _read(pem)
    if len(certificates) != 2 or certificates[0].public_key() != key.public_key():
        raise BadKey("A seal has its key, its certificate, and the certificate of its root.")
    return Seal(key, *certificates)


def sealed(pdf: bytes, seal: Seal, *, at: datetime, name: str) -> bytes:
    """The PDF with the seal of the body `name` appended."""
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", name=name, subfilter=SigSeedSubFilter.PADES
    )
    field = SigFieldSpec(FIELD, readable_field_name=name)
    signer = _PdfSigner(meta, signer=seal.signer, new_field_spec=field, at=at)
    sheet: BytesIO = signer.sign_pdf(_Writer(pdf), bytes_reserved=RESERVED)
    return sheet.getvalue()


class _Writer(IncrementalPdfFileWriter):
    """Appends and leaves alone what is there: the version of the file and its metadata."""

    output_version = (1, 7)

    def __init__(self, pdf: bytes) -> None:
        super().__init__(BytesIO(pdf))
        # The second half of a file's identifier names this revision; pyHanko takes one by chance.
        self._document_id[1] = ByteStringObject(sha256(pdf).digest()[:16])

    def _update_meta(self) -> None:
        """Metadata that were rewritten would no longer say PDF/A and PDF/UA."""


class _PdfSigner(signers.PdfSigner):
    """Signs at a moment that is given."""

    def __init__(self, *arguments: Any, at: datetime, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.at = at

    def init_signing_session(self, *arguments: Any, **more: Any) -> Any:
        session = super().init_signing_session(*arguments, **more)
        session.system_time = self.at
        return session


class _Signer(signers.SimpleSigner):
    """Signs with a key that was read once: reading an RSA key costs more than signing with it."""

    def __init__(self, key: rsa.RSAPrivateKey, certificate: Any, store: SimpleCertificateStore) -> None:
        der = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        super().__init__(certificate, asn1_keys.PrivateKeyInfo.load(der), store)
        self.key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self.key.sign(data, padding.PKCS1v15(), SHA256())


def _named(organization: str, name: str) -> x509.Name:
    """A name of X.509, each part of which has room for 64 bytes."""
    parts = [(NameOID.ORGANIZATION_NAME, organization), (NameOID.COMMON_NAME, name)]
    return x509.Name([x509.NameAttribute(oid, text.encode()[:64].decode(errors="ignore")) for oid, text in parts])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    built = x509.CertificateBuilder(issuer, subject, key, x509.random_serial_number(), begins, ends)
    return built.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(**allowed: bool) -> x509.KeyUsage:
    uses = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"]
    uses += ["key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    return x509.KeyUsage(**{use: allowed.get(use, False) for use in uses})


def _private(key: rsa.RSAPrivateKey) -> str:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain).decode()


def _public(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _parsed(certificate: x509.Certificate) -> Any:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _read(pem: str) -> tuple[rsa.RSAPrivateKey, list[x509.Certificate]]:
    try:
        key = serialization.load_pem_private_key(pem.encode(), None)
        certificates = x509.load_pem_x509_certificates(pem.encode())
    except (ValueError, TypeError) as problem:
        raise BadKey("An RSA key and its certificates in PEM are expected, not protected by a password.") from problem
    if not isinstance(key, rsa.RSAPrivateKey):
        raise BadKey("A seal is an RSA key: any other would take the file out of PDF/A-3.")
    return key, certificates
