"""No name and no address stands readable anywhere but in the mail that must be delivered.

Every sign-in and person flow is walked through on real files, in a process of its own; then every byte that the
installation left is searched: databases, write-ahead logs, sessions, attempts, the job table, the mail spool, the log.
"""

import base64
import os
import re
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

SECRETS = (
    "Zwetlana",
    "Quirrenbach",
    "Xanthippe",
    "Ödländer",
    "zwetlana.quirrenbach@privat.example",
    "neue.quirrenbach@anderswo.example",
    "oberon.wyczynski@privat.example",
    "Wyczynski",
    "ada.xanthippe@privat.example",
    "Oberon",
    "Grasmückenweg",
    "+49 40 7755331",
    "1987-04-23",
)
"""What people tell in the walk; none of these words occurs in the house itself."""

SESSION = re.compile(rb"[A-Za-z0-9+/=_-]{24,}")


def spellings(secret: str) -> Iterator[bytes]:
    """The ways in which a text may lie in a file: any case, composed or not, in base64 at every offset, escaped."""
    for form in ("NFC", "NFD"):
        for text in {secret, secret.lower(), secret.upper(), secret.casefold()}:
            plain = unicodedata.normalize(form, text)
            yield plain.encode()
            yield plain.encode("utf-16-le")
            yield plain.encode("unicode_escape")
            yield from (_inside(plain.encode(), offset) for offset in range(3))


def _inside(plain: bytes, offset: int) -> bytes:
    """The characters of `plain` in base64 that do not depend on its neighbours: too many to be met by chance."""
    encoded = base64.b64encode(b"\0" * offset + plain)
    return encoded[-(-offset * 8 // 6) : (offset + len(plain)) * 8 // 6]


def unpacked(content: bytes) -> bytes:
    """What was compressed into sessions and the like, unpacked beside it."""
    found = [content]
    for word in SESSION.findall(content):
        try:
            raw = base64.urlsafe_b64decode(word + b"=" * (-len(word) % 4))
        except ValueError:
            continue
        found.append(raw)
        try:
            found.append(zlib.decompress(raw))
        except zlib.error:
            continue
    return b"\0".join(found)


def walk(home: Path) -> str:
    mine = {"GUILDHALL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "guildhall.settings"}
    others = {name: value for name, value in os.environ.items() if not name.startswith("GUILDHALL_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.identity.walk"],
        env=others | mine,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_nothing_that_identifies_people_is_left_readable(tmp_path: Path) -> None:
    log = walk(tmp_path)
    left = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} | {Path("log"): log.encode()}
    assert {"guildhall.sqlite3", "guildhall.sqlite3-wal", "keys.sqlite3"} <= {path.name for path in left}
    assert any(path.suffix == ".sealed" for path in left)
    found = {
        (path.name, secret)
        for path, content in left.items()
        for whole in [unpacked(content).lower()]
        for secret in SECRETS
        if any(spelled.lower() in whole for spelled in spellings(secret))
    }
    assert found == set()


def test_search_finds_what_it_is_meant_to_find() -> None:
    packed = base64.urlsafe_b64encode(zlib.compress(b'{"name": "Quirrenbach", "more": "and more and more and more"}'))
    for content in (b"xxQUIRRENBACHxx", b"x" + base64.b64encode(b"abQuirrenbach!?"), b"session:." + packed):
        whole = unpacked(content).lower()
        assert any(spelled.lower() in whole for spelled in spellings("Quirrenbach"))
