"""Acts at the terminal: the same functions, the same rules, the same ledger."""

from argparse import Namespace
from typing import Any

from guildhall.cli.arguments import given as arguments_given
from guildhall.cli.asking import asked, offered
from guildhall.cli.parser import WrongCommand
from guildhall.cli.proving import actor
from guildhall.conformity.discovery import discover
from guildhall.identity.acts import persons
from guildhall.ledger.acts import Act, all_acts, named
from guildhall.ledger.arguments import spelled
from guildhall.ledger.records import Record


def do(given: Namespace) -> None:
    """Do the act that was named, by the person who was named and has proved it."""
    act = _act(given.name)
    arguments = arguments_given(act, given.given)
    _tell(act, act(by=actor(given.by), **arguments))


def listed(given: Namespace) -> None:
    """Every act: its name, what it takes, what it means, who may do it."""
    discover()
    for act in all_acts():
        if given.part in act.name:
            print(act.name, *spelled(act))
            print(f"    {act.meaning.splitlines()[0]}")
            print(f"    May be done by who {act.permission.words}.\n")


def add_person(given: Namespace) -> None:
    """Register a person whose particulars are typed in."""
    by = actor(given.by)
    person = persons.register(
        by=by,
        given_name=asked("Given name"),
        family_name=asked("Family name"),
        email=offered("E-mail address, or nothing"),
    )
    _tell(persons.register, person)


def _act(name: str) -> Act[..., Any]:
    discover()
    try:
        return named(name)
    except KeyError as problem:
        raise WrongCommand(f"There is no act called {name}; `guildhall acts` lists them.") from problem


def _tell(act: Act[..., Any], result: object) -> None:
    if isinstance(result, Record):
        print(f"{act.name}: done, {getattr(result, 'number', '') or result.ref}")
    else:
        print(f"{act.name}: done")
