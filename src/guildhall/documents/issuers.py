"""With which keys the body issues: the seal on its documents and certificates, its root, and the key for credentials.

Private keys are sealed under the body's key, outside the columns of the ledger's payloads, and opened here alone.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from guildhall import credentials
from guildhall.credentials import PublicKey, Seal, SigningKeys
from guildhall.documents import addresses
from guildhall.documents.models import IssuerKey
from guildhall.kernel import actors, clock
from guildhall.kernel.periods import Period
from guildhall.vault import keys

ISSUER = actors.machine("issuer")
"""Makes and issues what was approved or decided; it decides nothing."""

CREDENTIAL, ROOT, SEAL = "credential", "root", "seal"
ROOT_LASTS, SEAL_LASTS = Period(months=360), Period(months=60)
RENEWED_BEFORE = timedelta(days=90)
"""How long before its end a seal is renewed."""


class NoKeys(RuntimeError):
    """The body has no keys to issue with yet; the worker makes them, and whoever waits is tried again."""


@dataclass(frozen=True)
class NewKey:
    """A key as it is kept: sealed, with what verifies it."""

    purpose: str
    locked: bytes
    public: str
    ends_on: date | None = None


def missing() -> list[str]:
    """The purposes for which the body needs a key today and has none that lasts."""
    last = clock.today() + RENEWED_BEFORE
    standing = IssuerKey.objects.filter(retired_at__isnull=True)
    lasting = {each.purpose for each in standing if each.ends_on is None or each.ends_on > last}
    return [each for each in (CREDENTIAL, ROOT, SEAL) if each not in lasting]


def made(purpose: str) -> NewKey:
    """A new key for a purpose; making one takes long, so it is done outside any transaction."""
    return {CREDENTIAL: _new_credential_key, ROOT: _new_root, SEAL: _new_seal}[purpose]()


def locked(purpose: str, pem: str) -> bytes:
    """A private key as it is kept."""
    return keys.seal(keys.BODY, pem.encode(), place=f"documents.issuer-key.{purpose}")


def signing() -> SigningKeys:
    """The keys that sign credentials and status lists today."""
    return credentials.read_keys(_opened(CREDENTIAL))


def verifying() -> list[PublicKey]:
    """What verifies credentials: the keys of today first, then those that signed before."""
    kept = IssuerKey.objects.filter(purpose=CREDENTIAL).order_by("retired_at", "-made_at")
    ordered = sorted(kept, key=lambda each: each.retired_at is not None)
    return [credentials.read_public(pem) for each in ordered for pem in _split(each.public)]


def seal() -> Seal:
    """The seal for paper of today."""
    return _seal(_opened(SEAL))


def seal_root() -> str:
    """The certificate to which the seal of a sheet leads, in PEM."""
    root = IssuerKey.objects.filter(purpose=ROOT, retired_at__isnull=True).first()
    if root is None:
        raise NoKeys("The body has no seal yet.")
    return root.public


def _split(pem: str) -> list[str]:
    marker = "-----END PUBLIC KEY-----"
    return [part.strip() + f"\n{marker}\n" for part in pem.split(marker)[:-1]]


def _opened(purpose: str) -> str:
    key = IssuerKey.objects.filter(purpose=purpose, retired_at__isnull=True).first()
    if key is None:
        raise NoKeys("The body has no keys to issue with yet.")
    return keys.unseal(key.locked, place=f"documents.issuer-key.{purpose}").decode()


@lru_cache(maxsize=2)
def _seal(pem: str) -> Seal:
    """Reading an RSA key costs more than sealing with it."""
    return credentials.read_seal(pem)


def _new_credential_key() -> NewKey:
    pair = credentials.new_keys()
    return NewKey(CREDENTIAL, locked(CREDENTIAL, pair.pem), "".join(map(credentials.public_pem, pair.public)))


def _new_root() -> NewKey:
    begins, ends_on = clock.now(), ROOT_LASTS.after(clock.today())
    root = credentials.new_root(addresses.body().name, begins=begins, ends=begins + (ends_on - clock.today()))
    public = root.pem.partition("-----BEGIN CERTIFICATE-----")
    return NewKey(ROOT, locked(ROOT, root.pem), public[1] + public[2], ends_on)


def _new_seal() -> NewKey:
    root, begins, ends_on = credentials.read_root(_opened(ROOT)), clock.now(), SEAL_LASTS.after(clock.today())
    new = credentials.new_seal(root, addresses.body().name, begins=begins, ends=begins + (ends_on - clock.today()))
    return NewKey(SEAL, locked(SEAL, new.pem), new.root_pem, ends_on)
