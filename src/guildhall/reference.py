"""Writes the reference part of the manual from the code itself, so that it cannot tell anything else.

``script/reference`` writes ``docs/reference/``, ``script/reference --check`` says what is out of date; a house test
holds it.
"""

import inspect
from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from django.apps import apps
from django.db import models

import guildhall
from guildhall.cli import parser as commands
from guildhall.conformity import catalogue
from guildhall.identity.permissions import HeldRole
from guildhall.identity.roles import Role, all_roles
from guildhall.kernel import clauses
from guildhall.kernel.configuration import variables
from guildhall.kernel.declarations import all_controls
from guildhall.kernel.lifecycles import Lifecycle, Move
from guildhall.kernel.permissions import Permission
from guildhall.kernel.rules import Kind, Rule, all_rules
from guildhall.ledger import guard
from guildhall.ledger.acts import Act, all_acts
from guildhall.ledger.readings import all_readings
from guildhall.qti import FORMATS, coverage

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
WRITTEN = "<!-- Written by script/reference from the code; change the code, not this page. -->"
KINDS = {
    Kind.STATED: "stated by the standard",
    Kind.ACCREDITATION: "expected by accreditation",
    Kind.OURS: "ours",
}


def settings() -> Iterator[str]:
    """Every variable that an installation reads."""
    yield "# Settings"
    yield (
        "An installation is told what it is by variables in its environment. Each may also be given as `NAME_FILE`: "
        "the path of a file that holds the value, which is how secrets come in."
    )
    yield table(
        ("Variable", "Default", "Meaning"),
        ((f"`{each.name}`", f"`{each.default}`" if each.default else "", each.meaning) for each in variables()),
    )


def acts() -> Iterator[str]:
    """Every act: what it means, who may do it, what it takes, what it must not break."""
    yield "# Acts"
    yield (
        "An act is the only way to change a record. Pages, the command line and background work all do the same acts, "
        "so what is refused in one place is refused in every place."
    )
    for room, found in groupby(all_acts(), key=lambda act: act.room):
        yield f"## {room}"
        for act in found:
            yield from _act(act)
    yield "## Readings"
    yield "What may only be read by who may, and leaves a trace in the access log."
    for reading in all_readings():
        yield f"### `{reading.name}`"
        yield _prose(reading.meaning)
        yield f"May be done by who {reading.permission.words}."


def _act(act: Act[..., Any]) -> Iterator[str]:
    yield f"### `{act.name}`"
    yield _prose(act.meaning)
    facts = [f"**Who may:** {_who(act)}"]
    facts += [f"**Takes:** {_arguments(act)}"]
    if act.move:
        facts += [f"**Moves:** {' or '.join(act.move.sources) or 'begins'} → {act.move.target}"]
    facts += [f"**Rules:** {', '.join(f'`{rule.code}` {_spoken(rule.name)}' for rule in act.rules)}"] * bool(act.rules)
    facts += [f"**Clauses:** {_clauses(act.clauses)}"] * bool(act.clauses)
    yield "\n".join(f"- {fact}" for fact in facts)


def _who(act: Act[..., Any]) -> str:
    ways = [f"who {act.permission.words}"]
    ways += [f"the machine `{machine}`" for machine in act.machines]
    ways += [f"the public, by `{door}`" for door in act.doors]
    ways += ["the installation itself, once"] * act.bootstrap
    return "; ".join(ways)


def _arguments(act: Act[..., Any]) -> str:
    given = (each for each in act.parameters.values() if each.name != "by")
    return ", ".join(f"`{each.name}`: {_type(each.annotation)}" for each in given) or "nothing"


def _type(annotation: Any) -> str:
    return annotation.__name__ if inspect.isclass(annotation) else str(annotation).replace("guildhall.", "")


def rules() -> Iterator[str]:
    """The rule book: every rule under each clause that it serves."""
    yield "# Rule book"
    yield (
        "What the house refuses, by the clause that asks for it. A rule is in the act, not in the menu: nobody passes "
        "it, whatever their role."
    )
    for edition in clauses.EDITIONS:
        yield f"## ISO/IEC 17024:{edition}"
        yield from _rules_by_clause(edition)
    yield "## Ours"
    yield "What the standard does not state and the house holds all the same."
    yield from (_rule(each) for each in all_rules() if not each.clauses)


def _rules_by_clause(edition: str) -> Iterator[str]:
    for clause in catalogue.clauses(edition):
        found = [rule for rule in all_rules() if clause.key in rule.clauses]
        if found:
            yield f"### {clause.number} {clause.title}"
            yield "\n".join(_rule(rule) for rule in found)


def _rule(rule: Rule) -> str:
    on = ", ".join(f"`{act.name}`" for act in all_acts() if rule in act.rules)
    return f"- **{rule.code}** {_prose(rule.meaning)} *({KINDS[rule.kind]}; on {on})*"


def permissions() -> Iterator[str]:
    """The permission matrix: which role may do which act."""
    yield "# Permissions"
    yield (
        "Which role may do which act (●). A role is held for the body or for a scheme, from a day until a day, and "
        "only while its conditions are met. The last column says what else lets somebody do it, or is "
        "asked of them."
    )
    roles = all_roles()
    yield table(
        ("Act", *(role.name for role in roles), "Otherwise"),
        (
            (f"`{act.name}`", *("●" if role in held_in(act.permission) else "" for role in roles), _otherwise(act))
            for act in all_acts()
        ),
    )
    yield "## Roles"
    yield table(
        ("Role", "Meaning", "Held for", "Declaration"),
        ((role.name, role.meaning, role.where, "needed" if role.declares else "") for role in roles),
    )


def held_in(permission: Permission) -> set[Role]:
    """The roles of which one lets somebody through `permission`, as far as it hangs on roles."""
    own = set(permission.roles) if isinstance(permission, HeldRole) else set()
    return own.union(*(held_in(part) for part in permission.parts))


def _beside_roles(permission: Permission) -> list[str]:
    """What else a permission looks at."""
    if permission.parts:
        return [words for part in permission.parts for words in _beside_roles(part)]
    return [] if isinstance(permission, HeldRole) else [permission.words]


def _otherwise(act: Act[..., Any]) -> str:
    ways = _beside_roles(act.permission)
    ways += [f"machine `{name}`" for name in act.machines] + [f"public: {name}" for name in act.doors]
    return "; ".join([*ways, *["installation, once"] * act.bootstrap])


def lifecycles() -> Iterator[str]:
    """The life of each kind of record, as a diagram and with the acts that make its moves."""
    yield "# Lifecycles"
    yield (
        "What can become of each kind of record. Every move is an act, or made by the part of the house that is named; "
        "what the diagram does not show is refused."
    )
    for room, lifecycle in all_lifecycles():
        yield f"## {lifecycle.noun} ({room})"
        yield f"```mermaid\n{lifecycle.mermaid()}\n```"
        yield table(
            ("Move", "From", "To", "Act"),
            (
                (move.name, ", ".join(move.sources) or "(new)", move.target, _makers(lifecycle, move))
                for move in lifecycle.moves
            ),
        )


def all_lifecycles() -> list[tuple[str, Lifecycle]]:
    """Every lifecycle with its room, in the order of rooms."""
    modules = [
        import_module(f"{room.name}.lifecycles")
        for room in sorted(apps.get_app_configs(), key=lambda room: room.label)
        if room.name.startswith("guildhall.") and find_spec(f"{room.name}.lifecycles")
    ]
    return [
        (module.__name__.split(".")[1], value)
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Lifecycle)
    ]


def _makers(lifecycle: Lifecycle, move: Move) -> str:
    made = ", ".join(f"`{act.name}`" for act in all_acts() if act.move is move)
    return made or ", ".join(guard.writer_of(model) for model in models_of(lifecycle))


def models_of(lifecycle: Lifecycle) -> list[type[models.Model]]:
    """The models whose records live that life."""
    return [model for model in apps.get_models() if getattr(model, "lifecycle", None) is lifecycle]


def controls() -> Iterator[str]:
    """What conformity looks at: every control, with the clauses it answers for."""
    yield "# Controls"
    yield "Rules prevent, controls detect: each is a query over live records that returns those which offend."
    for control in all_controls():
        yield f"## {control.title}"
        yield f"`{control.name}`. {_prose(control.meaning)}"
        yield f"- **Clauses:** {_clauses(control.clauses)}\n- **Asked again after:** {_names(control.events)}"


def command_line() -> Iterator[str]:
    """Every command with its help."""
    yield "# Commands"
    yield "`guildhall COMMAND --help` shows the same at the terminal."
    for name, found in _commands(commands.build(), ()):
        yield f"## guildhall {name}"
        yield (found.description or "").strip()
        yield f"```console\n{_usage(found)}\n```"
        options = [(_option(each), each.help or "") for each in found._actions if each.dest != "help"]
        yield table(("Given", "Meaning"), options) if options else ""
        yield f"```console\n{found.epilog.strip()}\n```" if found.epilog else ""


def command_names() -> list[str]:
    """Every command and subcommand, as it is typed."""
    return [name for name, _ in _commands(commands.build(), ())]


def _commands(parser: ArgumentParser, above: Sequence[str]) -> Iterator[tuple[str, ArgumentParser]]:
    below = [each for each in parser._actions if isinstance(each, _SubParsersAction)]
    if above and (not below or parser.get_default("command")):
        yield " ".join(above), parser
    for each in below:
        for name, inner in each.choices.items():
            yield from _commands(inner, (*above, name))


def _usage(parser: ArgumentParser) -> str:
    words = parser.format_usage().removeprefix("usage: ").split()
    return " ".join(words)


def _option(action: Action) -> str:
    if isinstance(action, _SubParsersAction):
        return ", ".join(f"`{name}`" for name in action.choices)
    return ", ".join(f"`{name}`" for name in action.option_strings) or f"`{action.metavar or action.dest}`"


def items() -> Iterator[str]:
    """What of QTI is read, checked, scored, shown and written, with what shows it."""
    yield "# Items"
    yield (
        "What of QTI 3.0 the library for items (`guildhall.qti`) does. Each ● was won by doing it, with the specimen "
        "that is named; specimens lie in `src/guildhall/qti/specimens/`. QTI 2.1 and 2.2 are read into the same. What "
        "is not done is refused by its name where an item is checked, and never at an examination."
    )
    for title, found in (
        ("Interactions", coverage.interactions()),
        ("Templates of response processing", coverage.templates()),
        ("Rules", coverage.rules()),
        ("Expressions", coverage.expressions()),
    ):
        yield f"## {title}"
        yield table(("Name", *coverage.STEPS, "Specimen"), (_covered(each) for each in found))
    yield "## Other formats"
    yield table(
        ("Name", "Endings", "Template"),
        (
            (f"{each.name} (`{name}`)", ", ".join(each.endings), "yes" if each.template else "")
            for name, each in FORMATS.items()
        ),
    )


def _covered(each: coverage.Covered) -> Sequence[str]:
    steps = ("●" if step in each.steps else "" for step in coverage.STEPS)
    named = ", ".join(f"`{name}`" for name in each.specimens[:2])
    return (f"`{each.name}`", *steps, named + (" …" if len(each.specimens) > 2 else ""))


PAGES: dict[str, Callable[[], Iterable[str]]] = {
    "settings.md": settings,
    "acts.md": acts,
    "rules.md": rules,
    "permissions.md": permissions,
    "lifecycles.md": lifecycles,
    "controls.md": controls,
    "commands.md": command_line,
    "items.md": items,
}


def pages() -> dict[str, str]:
    """Every page of the reference with its text."""
    import_house()
    return {name: "\n\n".join([WRITTEN, *(part for part in write() if part)]) + "\n" for name, write in PAGES.items()}


@cache
def import_house() -> tuple[str, ...]:
    """Import every module of the house, so that all that is declared is registered; their names."""
    found = [
        module.name
        for module in walk_packages(guildhall.__path__, "guildhall.")
        if not {"migrations", "wsgi", "__main__"} & set(module.name.split("."))
    ]
    for name in found:
        import_module(name)
    return tuple(found)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _clauses(references: Iterable[str]) -> str:
    return ", ".join(clauses.label(each) for each in references)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _prose(text: str) -> str:
    """A docstring as one paragraph."""
    return " ".join(text.split())


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` say which are out of date; Django must have been set up."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = [name for name, text in pages().items() if not _is_current(FOLDER / name, text)]
    if arguments == ["--check"]:
        print("\n".join(f"{name} is out of date: run script/reference." for name in stale))
        return bool(stale)
    for name, text in pages().items():
        (FOLDER / name).write_text(text)
    print(f"Wrote {', '.join(stale) or 'nothing new'}.")
    return 0


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text
