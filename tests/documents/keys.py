"""The keys with which the body issues, as tests give them to it."""

from datetime import timedelta
from functools import lru_cache

from guildhall import credentials
from guildhall.documents import issuers
from guildhall.documents.acts import issuer_keys
from guildhall.kernel import clock


@lru_cache(maxsize=1)
def _keys() -> dict[str, tuple[str, str]]:
    """Keys to issue with, made once for all tests: RSA takes long."""
    begins = clock.now() - timedelta(days=400)
    term = {"begins": begins, "ends": begins + timedelta(days=10_000)}
    root = credentials.new_root("Nordlicht", **term)
    seal = credentials.new_seal(root, "Nordlicht", **term)
    pair = credentials.new_keys()
    return {
        issuers.CREDENTIAL: (pair.pem, "".join(map(credentials.public_pem, pair.public))),
        issuers.ROOT: (root.pem, seal.root_pem),
        issuers.SEAL: (seal.pem, seal.root_pem),
    }


def keyed() -> None:
    """The body has its keys."""
    for purpose, (pem, public) in _keys().items():
        sealed = issuers.locked(purpose, pem)
        issuer_keys.keep(by=issuers.ISSUER, purpose=purpose, locked=sealed, public=public)
