"""What anybody may check at any time: the ledger, and conformity."""

import json
import sys
from argparse import Namespace

from guildhall.cli.parser import WrongCommand
from guildhall.conformity import matrix, runs, summaries
from guildhall.ledger import proofs, sequencer
from guildhall.ledger.notes import BadNote
from guildhall.ledger.verification import verify as verified

NOT_RIGHT = 1


def verify(given: Namespace) -> int:
    """Recompute the ledger; 1 when something in it was touched."""
    try:
        report = verified(given.checkpoint)
    except OSError as problem:
        raise WrongCommand(f"The checkpoint {given.checkpoint} cannot be read: {problem.strerror}.") from problem
    except BadNote as problem:
        raise WrongCommand(f"{given.checkpoint} is no checkpoint of this ledger: {problem}") from problem
    for sentence in report.sentences:
        print(sentence)
    return 0 if report.ok else NOT_RIGHT


def checkpoint(given: Namespace) -> int:
    """Number what waits, and print the newest checkpoint."""
    while sequencer.run():
        continue
    latest = proofs.latest()
    if latest is None:
        print("The ledger is empty: nothing was signed yet.", file=sys.stderr)
        return NOT_RIGHT
    print(latest.note, end="")
    return 0


def conformity(given: Namespace) -> None:
    """Run the controls that are due and show the matrix of an edition."""
    runs.run_due()
    if given.json:
        print(json.dumps(matrix.report(given.edition), ensure_ascii=False, indent=2, default=str))
    else:
        print(summaries.text(given.edition))
