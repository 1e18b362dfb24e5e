"""What the commands that measure take. Light: numpy is imported only where one runs."""

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = _SubParsersAction[ArgumentParser]

Command = Callable[["Commands", str, str, str, str], ArgumentParser]
Measuring = Callable[[str, str, str], ArgumentParser]

FILES = (
    "Files are CSV: a header row, then one row a person; 0/1 or category, empty where there is no answer.\n"
    "File shapes and methods: docs/how-to/measure-an-examination.md."
)


def add(group: "Commands", command: Command) -> None:
    """Add every command to the group."""
    for each in (_ctt, _calibrate, _equate, _dif, _assemble):
        each(partial(_measuring, group, command))


def _measuring(group: "Commands", command: Command, name: str, summary: str, example: str) -> ArgumentParser:
    found = command(group, name, f"measuring:{name}", summary, f"{example}\n\n{FILES}")
    found.set_defaults(alone=True)
    found.add_argument("--json", action="store_true", help="for programs")
    return found


def _answers(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the answers")
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="COLUMN", help="a column that is no item; may be repeated"
    )


def _ctt(command: Measuring) -> None:
    ctt = command(
        "ctt",
        "Classical statistics: difficulty, discrimination, reliability, standard error.",
        "example:\n  guildhall psychometrics ctt answers.csv --leave-out candidate --json",
    )
    _answers(ctt)
    ctt.add_argument("--missing", choices=["complete", "zero"], default="complete", help="set aside, or count as wrong")


def _calibrate(command: Measuring) -> None:
    calibrate = command(
        "calibrate",
        "Item parameters by item response theory; logit = a * theta + d.",
        "example:\n  guildhall psychometrics calibrate answers.csv --model 2pl --se --json",
    )
    _answers(calibrate)
    calibrate.add_argument("--model", choices=["rasch", "1pl", "2pl", "3pl", "grm", "pcm", "gpcm"], default="rasch")
    calibrate.add_argument("--se", action="store_true", help="with standard errors")
    calibrate.add_argument("--quadrature", type=int, default=61, metavar="N", help="points of ability (61)")
    calibrate.add_argument("--tolerance", type=float, default=1e-6, metavar="T", help="when to stop (1e-6)")
    calibrate.add_argument("--group", metavar="COLUMN", help="groups with a mean and spread of their own")
    calibrate.add_argument("--anchors", type=Path, metavar="FILE", help="CSV of item, a, d (and g) that are held")
    calibrate.add_argument(
        "--guess-prior", type=float, nargs=2, metavar=("MEAN", "SD"), help="normal prior on logit g of 3pl (-1.1 0.5)"
    )


def _equate(command: Measuring) -> None:
    equate = command(
        "equate",
        "What scores of form X are worth on form Y.",
        "examples:\n"
        "  guildhall psychometrics equate x.csv y.csv --design random --method equipercentile --smooth 6\n"
        "  guildhall psychometrics equate x.csv y.csv --design neat --method tucker --items 40",
    )
    equate.add_argument("x", type=Path, metavar="X", help="scores on the form to be converted")
    equate.add_argument("y", type=Path, metavar="Y", help="scores on the form that sets the scale")
    equate.add_argument("--design", choices=["random", "neat"], default="random")
    equate.add_argument(
        "--method",
        help="random: identity, mean, linear (as usual), circle-arc, equipercentile; neat: tucker (as usual), levine, "
        "levine-true, chained-linear, chained-equipercentile, frequency-estimation, circle-arc",
    )
    equate.add_argument("--smooth", metavar="DEGREE", help="log-linear presmoothing: a degree, or aic")
    equate.add_argument("--items", type=int, metavar="N", help="the greatest score; otherwise the greatest that occurs")
    equate.add_argument("--external", action="store_true", help="the anchor does not count in the total")
    equate.add_argument("--weight", type=float, metavar="W", help="the weight of group X in the common population")
    equate.add_argument("--draws", type=int, metavar="N", help="bootstrap errors from so many draws")
    equate.add_argument("--seed", type=int, default=17024, metavar="S")


def _dif(command: Measuring) -> None:
    dif = command(
        "dif",
        "Items that are harder for one of two groups of equal ability.",
        "example:\n  guildhall psychometrics dif answers.csv --group language --focal de --purify",
    )
    _answers(dif)
    dif.add_argument("--group", required=True, metavar="COLUMN", help="the column that tells the two groups apart")
    dif.add_argument("--focal", metavar="VALUE", help="the focal group; otherwise the smaller one")
    dif.add_argument("--purify", action="store_true", help="leave flagged items out of the matching score, and repeat")
    dif.add_argument("--no-correction", action="store_true", help="without the correction for continuity")


def _assemble(command: Measuring) -> None:
    assemble = command(
        "assemble",
        "Forms from a bank of items; where there is none, which rules conflict.",
        "example:\n  guildhall psychometrics assemble bank.csv blueprint.json --objective minimax --seconds 60",
    )
    assemble.add_argument(
        "bank", type=Path, metavar="BANK", help="CSV: item, optionally a, b or d, g, any other columns"
    )
    assemble.add_argument("spec", type=Path, metavar="SPEC", help="JSON: what a form must be")
    assemble.add_argument("--objective", choices=["feasible", "minimax"], default="feasible")
    assemble.add_argument("--seconds", type=float, default=60.0, metavar="S", help="how long to look (60)")
    assemble.add_argument("--candidates", type=int, metavar="N", help="one form for each of so many candidates")
    assemble.add_argument(
        "--rate", type=float, default=0.3, metavar="R", help="share of candidates that may see an item"
    )
    assemble.add_argument("--seed", type=int, default=17024, metavar="S")
