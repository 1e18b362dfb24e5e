"""The commands and what each takes.

A command is named by where its function is (``module:function`` in this package) and found when it runs: help is shown
without a database, and without a configuration that makes sense.
"""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guildhall.cli import measures

if TYPE_CHECKING:
    Commands = _SubParsersAction[ArgumentParser]

PREPARING = frozenset(
    {
        "running:serve",
        "installing:migrate",
        "installing:create_admin",
        "demonstration:demo",
        "demonstration:move_clock",
    }
)
"""The commands that bring databases up to date themselves; every other goes on only where they are."""


class WrongCommand(Exception):
    """What was typed cannot be done; the message says what to type instead."""


OVERVIEW = """\
Guildhall runs a certification body for persons to ISO/IEC 17024.

To look around, with a body that is already at work:
  guildhall demo --serve

To begin with a body of your own:
  guildhall migrate
  guildhall admin create --body "Nordlicht Certification"
  guildhall serve

Everything is kept in GUILDHALL_HOME (./guildhall-data). All variables: docs/reference/settings.md.
"""

EXITS = "Exit codes: 0 done, 1 something is not as it should be, 2 wrong command or configuration, 3 refused."


def parse(arguments: Sequence[str] | None) -> Namespace:
    """What was typed.

    The arguments of an act may stand before and after its options, which argparse alone does not allow.
    """
    parser = build()
    given, rest = parser.parse_known_args(arguments)
    if given.command == "acting:do":
        given.given += [each for each in rest if not each.startswith("-")]
        rest = [each for each in rest if each.startswith("-")]
    if rest:
        parser.error(f"this is not known here: {' '.join(rest)}")
    return given


def build() -> ArgumentParser:
    """The parser of all commands."""
    parser = ArgumentParser(
        prog="guildhall", description=OVERVIEW, epilog=EXITS, formatter_class=RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    proving = (_ledger, _conformity, _keys, _certificate, _release)
    alone = (_qti, _psychometrics)
    for add in (_serve, _web, _worker, _demo, _migrate, *proving, _act, _acts, _person, _admin, *alone):
        add(commands)
    return parser


def _command(commands: "Commands", name: str, function: str, summary: str, example: str = "") -> ArgumentParser:
    found = commands.add_parser(
        name, help=summary, description=summary, epilog=example, formatter_class=RawDescriptionHelpFormatter
    )
    found.set_defaults(command=function)
    return found


def _group(commands: "Commands", name: str, summary: str) -> "Commands":
    group = commands.add_parser(name, help=summary, description=summary)
    return group.add_subparsers(required=True, metavar="COMMAND", title="commands")


def _serve(commands: "Commands") -> None:
    _command(
        commands,
        "serve",
        "running:serve",
        "Serve the pages, with a worker beside the web server; Ctrl-C or SIGTERM stops both.",
        "example:\n  GUILDHALL_PORT=8080 guildhall serve",
    )


def _web(commands: "Commands") -> None:
    web = _command(
        commands, "web", "running:web", "The web server alone, where something else keeps processes running."
    )
    web.add_argument("--under", type=int, metavar="PID", help="end when this process, which started it, has ended")


def _worker(commands: "Commands") -> None:
    worker = _command(
        commands,
        "worker",
        "running:worker",
        "A worker alone: numbers the ledger, sends notices, does jobs. Several may run.",
        "example:\n  guildhall worker\n\n"
        "A job whose worker was killed is done by another after GUILDHALL_JOB_LEASE seconds.",
    )
    worker.add_argument("--under", type=int, metavar="PID", help="end when this process, which started it, has ended")


def _demo(commands: "Commands") -> None:
    demo = commands.add_parser(
        "demo",
        help="Build a body to look around in; move its clock.",
        description="Build a body to look around in, in an empty GUILDHALL_HOME.",
        epilog="examples:\n  guildhall demo --serve\n  guildhall demo clock +400d\n  guildhall demo clock reset",
        formatter_class=RawDescriptionHelpFormatter,
    )
    demo.set_defaults(command="demonstration:demo", demonstrates=True)
    demo.add_argument("--serve", action="store_true", help="serve it, built now or before")
    demo.add_argument("--keep", action="store_true", help="leave a demo body that is there already as it is")
    parts = demo.add_subparsers(metavar="COMMAND", title="commands")
    clock = _command(
        parts,
        "clock",
        "demonstration:move_clock",
        "Move the demo's clock: what will have happened by then?",
        "examples:\n  guildhall demo clock +400d\n  guildhall demo clock +12h\n  guildhall demo clock reset",
    )
    clock.add_argument("shift", help="+400d, +12h, -3d: from where it stands now; or reset, back to real time")
    clock.set_defaults(demonstrates=True)


def _migrate(commands: "Commands") -> None:
    _command(
        commands,
        "migrate",
        "installing:migrate",
        "Bring both databases to what this version needs. An embedded installation does it by itself.",
    )


def _ledger(commands: "Commands") -> None:
    group = _group(commands, "ledger", "Prove that nobody touched the ledger.")
    verify = _command(
        group,
        "verify",
        "checking:verify",
        "Recompute the whole ledger; exit 1 and the first bad entry where something is wrong.",
        "examples:\n  guildhall ledger verify\n  guildhall ledger verify --checkpoint kept-in-march.txt",
    )
    verify.add_argument("--checkpoint", type=Path, metavar="FILE", help="a checkpoint that was kept somewhere else")
    _command(
        group,
        "checkpoint",
        "checking:checkpoint",
        "Print the newest signed checkpoint; keep it where nobody here can change it.",
        "example:\n  guildhall ledger checkpoint > kept-in-march.txt",
    )


def _conformity(commands: "Commands") -> None:
    conformity = _command(
        commands,
        "conformity",
        "checking:conformity",
        "Ask every control, and show clause by clause what holds.",
        "example:\n  guildhall conformity --edition 2026 --json",
    )
    conformity.add_argument("--edition", required=True, choices=["2012", "2026"])
    conformity.add_argument("--json", action="store_true", help="for programs")


def _keys(commands: "Commands") -> None:
    group = _group(commands, "keys", "The keys under which everything personal is encrypted.")
    _command(
        group,
        "rewrap",
        "rotating:rewrap",
        "Change the master key: every data key is wrapped anew, all or nothing. Stop the installation before.",
        "examples:\n"
        "  guildhall keys rewrap\n"
        "  GUILDHALL_NEW_MASTER_KEY_FILE=/run/secrets/new_master_key guildhall keys rewrap\n\n"
        "An embedded installation makes and keeps its new key itself. The key is never given as an argument.",
    )


def _certificate(commands: "Commands") -> None:
    group = _group(commands, "certificate", "Certificates that the body issued.")
    bundle = _command(
        group,
        "bundle",
        "bundling:bundle",
        "Write everything that a stranger needs to verify a certificate offline, for ever.",
        "example:\n  guildhall certificate bundle GH-2026-000877 --out bundle\n\n"
        "How it is verified: docs/how-to/verify-a-certificate.md. Whoever writes one stands in the log of readings.",
    )
    bundle.add_argument("number", metavar="GH-...", help="the number of the certification")
    bundle.add_argument("--out", required=True, type=Path, metavar="DIR", help="a new or empty folder")
    bundle.add_argument("--by", default="", metavar="P-...", help=f"{BY}; without it the machine itself is named")


def _release(commands: "Commands") -> None:
    group = _group(commands, "release", "The release of this software that runs here.")
    _command(
        group,
        "verify",
        "verifying:release",
        "Run rules, delivery and scoring on reference cases, and keep the report; exit 1 where a case does not hold.",
        "example:\n  guildhall release verify\n\n"
        "No examination starts in the browser before somebody who may has read the report and signed it. Do it after\n"
        "every update, also on the eve of an examination. What runs is left as it is; the cases change nothing.",
    )


BY = "the number of the person who acts; outside a demo their password and second factor are asked for"


def _act(commands: "Commands") -> None:
    act = _command(
        commands,
        "act",
        "acting:do",
        "Do any act of the house, under the same rules as its page.",
        "examples:\n"
        "  guildhall act identity.person.register --by P-2026-000001 given_name=Carla family_name=Zimmerer\n"
        "  guildhall act identity.grant.give --by P-2026-000001 person=P-2026-000007 role=operations \\\n"
        "      scope=BODY from_on=2026-12-01\n\n"
        "Records are given by number or identifier, dates as 2026-12-01, yes or no, several with commas between.\n"
        "NAME=@FILE reads the value from a file, NAME=- asks for it: the shell keeps what is typed in a command.",
    )
    act.add_argument("name", metavar="NAME", help="the act; `guildhall acts` lists them")
    act.add_argument("--by", required=True, metavar="P-...", help=BY)
    act.add_argument("given", nargs="*", metavar="NAME=VALUE", help="the arguments of the act")


def _acts(commands: "Commands") -> None:
    acts = _command(commands, "acts", "acting:listed", "List the acts of the house, what each takes and who may do it.")
    acts.add_argument("part", nargs="?", default="", help="only acts whose name has this in it")


def _person(commands: "Commands") -> None:
    group = _group(commands, "person", "Persons the body deals with.")
    add = _command(
        group,
        "add",
        "acting:add_person",
        "Register a person; asks for their particulars.",
        "example:\n  guildhall person add --by P-2026-000001",
    )
    add.add_argument("--by", required=True, metavar="P-...", help=BY)


def _qti(commands: "Commands") -> None:
    group = _group(
        commands, "qti", "Examination items in files: check, score and convert them, without an installation."
    )
    validate = _alone(
        group,
        "validate",
        "itemising:validate",
        "Say of an item, a test or a package what is wrong, where, and what mends it; exit 1 where it cannot be used.",
        "example:\n  guildhall qti validate questions.zip --json",
    )
    validate.add_argument("file", type=Path, metavar="FILE", help="an item or a test (.xml) or a package (.zip)")
    validate.add_argument("--json", action="store_true", help="for programs")
    score = _alone(
        group,
        "score",
        "itemising:score",
        "Score the answers of one candidate to one item, and say why.",
        'example:\n  guildhall qti score item.xml --responses \'{"RESPONSE": ["A", "B"]}\' --json',
    )
    score.add_argument("item", type=Path, metavar="ITEM", help="an item (.xml)")
    score.add_argument(
        "--responses", required=True, metavar="JSON", help="answers by response: texts or lists of texts"
    )
    score.add_argument("--seed", type=int, help="by which the values of the item were drawn")
    score.add_argument("--json", action="store_true", help="for programs")
    convert = _alone(
        group,
        "convert",
        "itemising:convert",
        "Write an item, or the items of a package, as QTI 3.0.",
        "example:\n  guildhall qti convert old.zip new.zip",
    )
    convert.add_argument("source", type=Path, metavar="IN")
    convert.add_argument("target", type=Path, metavar="OUT")


def _alone(commands: "Commands", name: str, function: str, summary: str, example: str = "") -> ArgumentParser:
    """A command of one of the libraries: it needs neither configuration nor databases."""
    found = _command(commands, name, function, summary, example)
    found.set_defaults(alone=True)
    return found


def _admin(commands: "Commands") -> None:
    group = _group(commands, "admin", "The first administrator of a new installation.")
    create = _command(
        group,
        "create",
        "installing:create_admin",
        "Found the body and invite its first administrator, once; asks for what is not given, prints the link.",
        'example:\n  guildhall admin create --body "Nordlicht Certification"',
    )
    for name, meaning in (("body", "name of the body"), ("given-name", ""), ("family-name", ""), ("email", "")):
        create.add_argument(f"--{name}", default="", help=meaning)


def _psychometrics(commands: "Commands") -> None:
    measures.add(
        _group(commands, "psychometrics", "Measure an examination from files, without an installation."), _command
    )
