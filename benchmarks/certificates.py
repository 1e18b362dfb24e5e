"""What a certificate costs: credential, token, sheet and seal, against the bare compilation of the same sheet by typst.

All are made in turns within one run, from facts that differ each time, so that nothing is taken from a cache. The
claim: everything together takes at most four times what typst alone takes, and fifteen a second are made on one core.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import median

import _house

sys.path.insert(0, str(_house.ROOT / "src"))

from guildhall import credentials
from guildhall.credentials import Certificate, Scheme, StatusEntry, paper

TURNS = 60
MOST, LEAST = 4.0, 15
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FONTS = [_house.ROOT / "src/guildhall/notices/letters/fonts"]
BODY = credentials.Body("Nordwind Certification", "https://nordwind.example")
TERM = {"begins": NOW - timedelta(days=1), "ends": NOW + timedelta(days=3650)}


def certificate() -> Certificate:
    """A certificate like any other."""
    scheme = Scheme(
        "WTS-2", "Wind Turbine Service Technician", "3.0", date(2024, 1, 8), BODY.url, "Maintains turbines."
    )
    return Certificate(
        person="Zoë Ångström-Müller",
        number="GH-2026-00877",
        body=BODY,
        scheme=scheme,
        scope="Mechanical, hydraulic",
        conditions="Electrical work only together with an electrician",
        effective=date(2026, 11, 25),
        expires=date(2029, 11, 24),
        signatory="Dora Dekker",
        office="Head of certification",
        code="7K2M-9QXD",
        address="https://nordwind.example/v/Zk3vQ8x1mT5cRw9aLp2NfY",
    )


def words() -> paper.Words:
    """Words of about the right length: their own names."""
    said = {name: name for name in paper.Words.__dataclass_fields__ if name not in {"language", "day"}}
    return paper.Words(language="en", day=str, **said)


def steps() -> dict[str, Callable[[int], object]]:
    """Each part of the work on the certificate of one turn; the last is all of it."""
    keys = credentials.new_keys()
    seal = credentials.new_seal(credentials.new_root(BODY.name, **TERM), BODY.name, **TERM)

    def facts(turn: int) -> Certificate:
        return replace(certificate(), number=f"GH-2026-{turn:05}", address=f"https://nordwind.example/v/{turn:022}")

    def credential(turn: int) -> dict[str, object]:
        status = StatusEntry("https://nordwind.example/status/1", turn)
        return credentials.signed(credentials.achievement_credential(facts(turn), status), keys.proof, NOW)

    def sheet(turn: int, attached: bytes = b"{}") -> bytes:
        made = {"credential_json": attached, "words": words(), "font_paths": FONTS, "made_at": NOW}
        return credentials.certificate_pdf(facts(turn), **made)

    def all_of_it(turn: int) -> bytes:
        made = credential(turn)
        credentials.token_of(made, keys.token)
        return credentials.sealed(sheet(turn, credentials.as_file(made)), seal, at=NOW, name=BODY.name)

    blank, signed = sheet(0), credential(0)
    ready = [paper.filled_in(facts(turn), b"{}", words(), None, NOW) for turn in range(1000, 1001 + TURNS)]
    return {
        "typst alone": lambda turn: paper.compiled(ready[turn], FONTS, NOW),
        "credential": credential,
        "token": lambda turn: credentials.token_of({**signed, "turn": turn}, keys.token),
        "sheet": sheet,
        "seal": lambda turn: credentials.sealed(blank, seal, at=NOW + timedelta(seconds=turn), name=BODY.name),
        "certificate": all_of_it,
    }


def main() -> int:
    """Print what each part costs, certificates per second and their ratio; 1 when they cost too much."""
    spans: dict[str, list[float]] = {}
    for turn in range(TURNS + 1):
        for name, step in steps_made.items():
            began = time.perf_counter()
            step(turn)
            if turn:
                spans.setdefault(name, []).append(time.perf_counter() - began)
    ratio = median(whole / alone for whole, alone in zip(spans["certificate"], spans["typst alone"], strict=True))
    for name, taken in spans.items():
        print(f"{name:<12}{median(taken) * 1000:7.1f} ms")
    per_second = 1 / median(spans["certificate"])
    print(f"certificates {per_second:.0f}/s (at least {LEAST})   ratio {ratio:.2f} (at most {MOST})")
    return int(ratio > MOST or per_second < LEAST)


if __name__ == "__main__":
    steps_made = steps()
    sys.exit(main())
