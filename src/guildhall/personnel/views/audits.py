"""The page that answers 'who could audit this?' (R-12)."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.identity.models import Person, Scope
from guildhall.identity.permissions import holds
from guildhall.identity.persons import names
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.personnel import queries
from guildhall.personnel.auditing import PROCESSES, Hand
from guildhall.personnel.forms.resources import AuditQuestionForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Candidate:
    """Somebody of the personnel: free to audit, or what keeps them from it."""

    name: str
    number: str
    why: str

    @property
    def free(self) -> bool:
        return not self.why


@page(area="desk", permission=holds(QUALITY_MANAGER, TOP_MANAGEMENT))
def who_could(request: PageRequest) -> HttpResponse:
    """Everybody who had no hand in a process over a period, and everybody else with the hand that they had."""
    today = clock.today()
    usual = {"process": PROCESSES[0].code, "scheme": "", "since": today - YEAR, "until": today}
    form = AuditQuestionForm({**usual, **request.GET.dict()}, processes=_processes(), schemes=_schemes())
    context = {"title": _("Who could audit this?"), "form": form}
    if form.is_valid():
        people = _people(**form.cleaned_data)
        context |= {"free": [each for each in people if each.free], "bound": [each for each in people if not each.free]}
    return render(request, "personnel/audits.html", context)


def _processes() -> list[tuple[str, str]]:
    return [(each.code, translated(each.title)) for each in PROCESSES]


def _schemes() -> list[tuple[str, str]]:
    schemes = Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number")
    return [(str(each.pk), f"{each.number} {each.name}") for each in schemes]


def _people(process: str, scheme: str, since: object, until: object) -> list[Candidate]:
    found = queries.free_to_audit(process, UUID(scheme) if scheme else None, since, until)  # type: ignore[arg-type]
    called = names(found)
    numbers = dict(Person.objects.filter(pk__in=found).values_list("pk", "number"))
    people = [Candidate(called.get(each, ""), numbers[each], _why(hand)) for each, hand in found.items()]
    return sorted(people, key=lambda each: (each.name, each.number))


def _why(hand: Hand | None) -> str:
    """What somebody did or managed, in words; nothing for who had no hand in it."""
    if hand is None:
        return ""
    managed = [_("managed it as %(role)s") % {"role": translated(role_named(each).name)} for each in hand.managed_as]
    return "; ".join([*([_did(hand)] if hand.acts else []), *managed])


def _did(hand: Hand) -> str:
    told = ngettext("did %(count)d act in it", "did %(count)d acts in it", hand.acts) % {"count": hand.acts}
    if hand.last_at is None:
        return told
    return _("%(told)s, the last on %(day)s") % {"told": told, "day": date_format(clock.day_of(hand.last_at), "j M Y")}
