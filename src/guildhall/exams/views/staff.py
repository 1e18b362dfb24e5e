"""Who is on duty at a sitting: everybody authorised, who may be put there, who may not and why; and the conditions."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.exams import conditions, queries
from guildhall.exams.acts import sittings
from guildhall.exams.forms.planning import ConditionsForm, DutyForm
from guildhall.exams.models import Duty, Sitting, SittingStaff
from guildhall.exams.permissions import ROLE_OF_DUTY, is_on_the_spot, manages_exams, scope_id_of
from guildhall.exams.views.sittings import sitting_of
from guildhall.exams.views.words import when
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.persons import names
from guildhall.identity.roles import Role
from guildhall.kernel import clock
from guildhall.shell import refusals
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@dataclass(frozen=True)
class Offered:
    """Somebody who is authorised for a duty: on duty, free, or refused and why."""

    person: Person
    name: str
    duty: Duty
    on_duty: SittingStaff | None
    refusal: refusals.Shown | None


@page(area="desk", permission=manages_exams)
def staff(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Everybody who is authorised, with who may go on duty and who may not, and why."""
    sitting = sitting_of(request, pk)
    people = Person.objects.filter(pk__in=_authorised(sitting))
    if request.method == "POST":
        form = DutyForm(request.POST, record=sitting, people=people)
        return perform(
            request,
            sittings.put_on_duty,
            form,
            record=sitting,
            then=("exams:sitting-staff", sitting.pk),
            template="exams/staff.html",
            context=_shown(request, sitting, people),
        )
    return render(request, "exams/staff.html", _shown(request, sitting, people))


def _shown(request: PageRequest, sitting: Sitting, people: object) -> dict[str, object]:
    return {
        "title": _("On duty at %(number)s") % {"number": sitting.number},
        "kind": when(sitting),
        "sitting": sitting,
        "offered": _offered(request, sitting),
        "once": ActForm()["once"].initial,
    }


def _authorised(sitting: Sitting) -> set[UUID]:
    return {each for role in ROLE_OF_DUTY.values() for each in _given(role, sitting)}


def _given(role: Role, sitting: Sitting) -> set[UUID]:
    """Who was given the role of a duty in the scheme; what it hangs on may be missing today, and is then told."""
    given = grants.given_on(clock.today()).filter(role=role.code, scope_id=scope_id_of(sitting))
    return set(given.values_list("person_id", flat=True))


def _offered(request: PageRequest, sitting: Sitting) -> list[Offered]:
    on_duty = {(each.person_id, each.duty): each for each in queries.on_duty(sitting)}
    found = []
    for duty, role in ROLE_OF_DUTY.items():
        given = _given(role, sitting)
        known = names(given)
        for person in Person.objects.filter(pk__in=given):
            refusal = sittings.put_on_duty.refusal(by=request.actor, sitting=sitting, person=person, duty=duty)
            shown = refusals.shown(refusal) if refusal else None
            found.append(Offered(person, known.get(person.pk, ""), duty, on_duty.get((person.pk, duty)), shown))
    return sorted(found, key=lambda each: (each.duty, each.on_duty is None, each.refusal is not None, each.name))


@page(area="desk", permission=manages_exams)
def off_duty(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take somebody off duty."""
    rows = SittingStaff.objects.filter(removed_at__isnull=True).select_related(*SittingStaff.reload_with)
    found = get_object_or_404(rows, pk=pk)
    return perform(
        request,
        sittings.take_off_duty,
        ActForm(request.POST or None, record=found),
        record=found,
        then=("exams:sitting-staff", found.sitting_id),
        context={"kind": f"{found.sitting.number} · {found.person.name}"},
    )


@page(area="desk", permission=is_on_the_spot)
def look(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Go through the conditions, one by one."""
    sitting = sitting_of(request, pk)
    asked = conditions.asked(sitting)
    form = ConditionsForm(request.POST or None, record=sitting, asked=asked, found=sitting.conditions)
    return perform(
        request,
        sittings.check_conditions,
        form,
        record=sitting,
        arguments=lambda typed: {"answers": form.answers},
        then=("exams:sitting", sitting.pk),
        template="exams/conditions.html",
        context={
            "kind": f"{sitting.number} · {when(sitting)}",
            "asked": [(form[each.code], form[f"{each.code}_note"]) for each in asked],
        },
    )
