"""Several parallel forms at once: asked for, computed outside the act, looked at by a person, and begun (R-26)."""

from typing import Any

from guildhall.exams.acts import forms
from guildhall.exams.lifecycles import ASSEMBLY, AssemblyState
from guildhall.exams.models import AssembledForm, Assembly, Form, FormItem
from guildhall.exams.permissions import may_ask_for_forms, may_settle_assemblies
from guildhall.exams.rules.assembly import what_is_asked_makes_sense, what_was_found_is_still_in_use
from guildhall.exams.rules.forms import a_reason_is_given, the_component_has_items
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.itembank.models import ItemVersion
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Component

MACHINE = actors.machine("assembly")
"""Computes parallel forms."""

CLAUSES = ("2012:9.3.1", "2012:9.2.4", "2026:9.3")


@act(
    "exams.assembly.ask",
    about="component",
    move=ASSEMBLY.ask,
    permission=may_ask_for_forms,
    rules=[the_component_has_items, what_is_asked_makes_sense],
    clauses=CLAUSES,
    sentence=gettext_noop("asked for parallel forms as {subject}"),
)
def ask(*, by: Actor, component: Component, title: str, wanted: dict[str, Any]) -> Assembly:
    """Ask for parallel forms of a component under rules; they are computed, and a person looks at them first."""
    asker = Person.objects.get(pk=by.name)
    return create(Assembly, number=next_number("PF"), component=component, title=title, wanted=wanted, asked_by=asker)


@act(
    "exams.assembly.find",
    about="assembly",
    move=ASSEMBLY.find,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("found the forms of {subject}"),
)
def find(*, by: Actor, assembly: Assembly, found: dict[str, Any], seconds: float) -> Assembly:
    """Keep the forms that were found, for a person to look at."""
    return change(assembly, state=AssemblyState.FOUND, found=found, seconds=seconds, found_at=clock.now())


@act(
    "exams.assembly.fail",
    about="assembly",
    move=ASSEMBLY.fail,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("found that no forms keep all rules of {subject}"),
)
def fail(*, by: Actor, assembly: Assembly, conflict: list[str], seconds: float) -> Assembly:
    """Keep why there are no such forms: the fewest rules that cannot hold together, in words."""
    return change(assembly, state=AssemblyState.IMPOSSIBLE, conflict=conflict, seconds=seconds, found_at=clock.now())


@act(
    "exams.assembly.take",
    about="assembly",
    move=ASSEMBLY.take,
    permission=may_settle_assemblies,
    rules=[what_was_found_is_still_in_use],
    clauses=CLAUSES,
    sentence=gettext_noop("began the forms of {subject}"),
)
def assemble_parallel(*, by: Actor, assembly: Assembly) -> Assembly:
    """Begin the forms that were found; each goes its own way through sign-off, standard and verification."""
    for place, found in enumerate(assembly.found["forms"], start=1):
        _begun(by, assembly, place, found["items"])
    settled = {"settled_by": Person.objects.get(pk=by.name), "settled_at": clock.now()}
    return change(assembly, state=AssemblyState.TAKEN, **settled)


@act(
    "exams.assembly.discard",
    about="assembly",
    move=ASSEMBLY.discard,
    permission=may_settle_assemblies,
    rules=[a_reason_is_given],
    clauses=CLAUSES,
    sentence=gettext_noop("discarded the parallel forms {subject}: {reason}"),
)
def discard(*, by: Actor, assembly: Assembly, reason: str) -> Assembly:
    """Leave what was found; no form comes of it."""
    settled = {"settled_by": Person.objects.get(pk=by.name), "settled_at": clock.now()}
    return change(assembly, state=AssemblyState.DISCARDED, **settled)


def _begun(by: Actor, assembly: Assembly, place: int, items: list[str]) -> Form:
    versions = ItemVersion.objects.in_bulk(items)
    spoken = {each.language for each in versions.values()}
    language = spoken.pop() if len(spoken) == 1 else ""
    title = f"{assembly.title} {place}"
    form = forms.begin(by=by, component=assembly.component, title=title, language=language)
    for position, version in enumerate((versions[ItemVersion._meta.pk.to_python(each)] for each in items), start=1):
        create(FormItem, form=form, item_version=version, position=position)
    create(AssembledForm, assembly=assembly, form=form, place=place)
    return form
