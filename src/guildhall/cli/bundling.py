"""Writes what a stranger needs to verify a certificate without its issuer."""

from argparse import Namespace
from pathlib import Path

from guildhall.certification import bundles
from guildhall.certification.models import Certification
from guildhall.certification.permissions import TERMINAL
from guildhall.certification.readings import bundle_of
from guildhall.cli.parser import WrongCommand
from guildhall.cli.proving import actor
from guildhall.ledger import sequencer


def bundle(given: Namespace) -> None:
    """Write the bundle of the certificate that was issued last under a number, into a new or empty folder."""
    certification = Certification.objects.filter(number=given.number.strip().upper()).first()
    if certification is None:
        raise WrongCommand(f"There is no certification {given.number}.")
    _refuse_full(given.out)
    by = actor(given.by) if given.by else TERMINAL
    while sequencer.run():
        continue
    files = bundle_of(by=by, certificate=bundles.latest(certification))
    _write(given.out, files)
    print(f"{len(files)} files for {certification.number} are in {given.out}; README.txt says what each is.")


def _refuse_full(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongCommand(f"{folder} is there already and not empty; name a new folder with --out.")


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as problem:
            raise WrongCommand(f"{path} cannot be written: {problem.strerror}.") from problem
