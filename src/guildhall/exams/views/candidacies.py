"""The desk's pages of candidacies: the register, and each candidate's course component by component."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.applications import queries as applications
from guildhall.exams import queries, readings
from guildhall.exams.acts import candidacies, seats
from guildhall.exams.forms.watching import EndForm
from guildhall.exams.lifecycles import CANDIDACY, UNDECIDED
from guildhall.exams.models import Candidacy
from guildhall.exams.permissions import handles_candidates
from guildhall.exams.queries import Standing
from guildhall.exams.views.words import outcome_of, points, status_of, when
from guildhall.identity.permissions import holds
from guildhall.identity.persons import names
from guildhall.identity.roles import DECIDER, ELIGIBILITY_REVIEWER, EXAM_MANAGER, OPERATIONS
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.vault.fields import shown

READERS = (EXAM_MANAGER, OPERATIONS, ELIGIBILITY_REVIEWER, DECIDER)


def _visible(request: PageRequest) -> QuerySet[Candidacy]:
    rows = Candidacy.objects.select_related(*Candidacy.reload_with)
    return queries.visible_to(request.person.id, rows, "version__scheme", *READERS)


def _with_names(rows: Any) -> None:
    known = names(row.person_id for row in rows)
    for row in rows:
        row.candidate = known.get(row.person_id, "")


REGISTER = ListPage[Candidacy](
    name="exams.candidacies",
    title=gettext_noop("Candidates"),
    queryset=_visible,
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("exams:candidacy", row.pk), "number", True),
        Column(gettext_noop("Candidate"), lambda row: row.candidate),  # type: ignore[attr-defined]
        Column(gettext_noop("State"), status_of, order="state"),
        Column(gettext_noop("Scheme"), lambda row: row.version.number, order="version__number", code=True),
        Column(gettext_noop("Admitted"), lambda row: row.opened_at, order="opened_at"),
        Column(gettext_noop("Until"), lambda row: row.eligible_until, order="eligible_until"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(CANDIDACY.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    search=lambda rows, text: rows.filter(number__icontains=text) | rows.filter(person__number__icontains=text),
    search_hint=gettext_noop("Number of a candidacy or a person"),
    before_showing=_with_names,
    empty=gettext_noop("Candidates come here by themselves when their application is admitted."),
)


@page(area="desk", permission=holds(*READERS))
def register(request: PageRequest) -> HttpResponseBase:
    """The candidates of the schemes in which somebody works."""
    return REGISTER.response(request)


@page(area="desk", permission=holds(*READERS))
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """A candidate's course, component by component; every look is logged."""
    candidacy = get_object_or_404(_visible(request), pk=pk)
    standings = readings.course(by=request.actor, candidacy=candidacy)
    return render_record(
        request,
        candidacy,
        kind=_("Candidacy for %(scheme)s, %(version)s")
        % {"scheme": candidacy.version.scheme.name, "version": candidacy.version.number},
        title=candidacy.number,
        status=status_of(candidacy),
        facts=_facts(candidacy),
        offers=_offers(candidacy, standings),
        related=[*map(_component, standings), _requirements(candidacy), _involved(candidacy)],
    )


def _facts(candidacy: Candidacy) -> list[Fact]:
    granted = applications.accommodation_of(candidacy.application)
    return [
        Fact(_("Candidate"), shown(candidacy.person, "name"), note=candidacy.person.number),
        Fact(
            _("Application"),
            candidacy.application.number,
            link=("applications:application", candidacy.application_id),
        ),
        Fact(_("Admitted"), candidacy.opened_at),
        Fact(_("May be examined until"), candidacy.eligible_until),
        Fact(_("Special arrangements"), _arranged(granted) if granted else ""),
        *([Fact(_("Ended because"), ground_of(candidacy))] if candidacy.ended_reason else []),
    ]


def _arranged(granted: applications.Granted) -> str:
    more = _("%(percent)d per cent more time") % {"percent": granted.extra_percent} if granted.extra_percent else ""
    aloud = _("questions are read aloud") if granted.read_aloud else ""
    return ", ".join(filter(None, [more, aloud, granted.other]))


def ground_of(candidacy: Candidacy) -> str:
    """Why a candidacy ended, in words."""
    return str(dict(EndForm.base_fields["reason"].choices).get(candidacy.ended_reason, ""))  # type: ignore[attr-defined]


def _offers(candidacy: Candidacy, standings: list[Standing]) -> list[Offer]:
    if candidacy.state not in UNDECIDED:
        return []
    bookable = [each for each in standings if not each.why]
    return [
        *(
            Offer(
                seats.book,
                ("exams:candidacy-book", candidacy.pk, each.component.pk),
                {"candidacy": candidacy},
                label=_("Book: %(component)s") % {"component": each.component.title},
                main=each is bookable[0],
            )
            for each in bookable
        ),
        Offer(candidacies.complete, ("exams:candidacy-complete", candidacy.pk), {"candidacy": candidacy}),
        Offer(candidacies.end, ("exams:candidacy-end", candidacy.pk), {"candidacy": candidacy}),
    ]


def _component(each: Standing) -> Related:
    rows = []
    for attempt in reversed(each.attempts):
        result = next((found for found in attempt.results.all() if found.state not in {"rescored", "void"}), None)
        told = f"{outcome_of(result).word} · {points(result)}" if result else ""
        why = " · ".join(filter(None, [when(attempt.sitting), attempt.sitting.place, told]))
        rows.append(Row(attempt.number, why, ("exams:attempt", attempt.pk), status_of(attempt)))
    return Related(each.component.title, rows, note=note_of(each), empty=_("No attempt yet."))


def note_of(each: Standing) -> str:
    """How a candidate stands at a component, in a sentence."""
    if each.why:
        return each.why
    left = ngettext("%(count)d attempt is left.", "%(count)d attempts are left.", each.left) % {"count": each.left}
    if each.next_on and each.next_on > clock.today():
        return f"{left} " + _("The next one may be taken from %(day)s.") % {"day": date_format(each.next_on, "j M Y")}
    return left


def _requirements(candidacy: Candidacy) -> Related:
    missing = applications.open_requirements(candidacy.application, day=clock.today())
    rows = [
        Row(each.requirement.words, each.why, (), Status(str(each.requirement.get_stage_display()), Tone.SOON))
        for each in missing
    ]
    return Related(_("Requirements that are open"), rows, empty=_("Every requirement is met today."))


def _involved(candidacy: Candidacy) -> Related:
    """Who had a part, and therefore may not decide."""
    parts = [*applications.involved(candidacy.application), *queries.involved(candidacy)]
    known = names(each.person_id for each in parts)
    rows = [Row(known.get(each.person_id, ""), f"{each.what} · {each.number}") for each in parts]
    return Related(
        _("Who had a part"), rows, note=_("Who examined, marked or trained may not decide"), empty=_("Nobody yet.")
    )


@page(area="desk", permission=handles_candidates)
def complete(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Find a file complete, where the house has not done so by itself yet."""
    return _stepped(request, candidacies.complete, ActForm, pk)


@page(area="desk", permission=handles_candidates)
def end(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """End a candidacy without a decision."""
    return _stepped(request, candidacies.end, EndForm, pk)


def _stepped(request: PageRequest, act: Any, kind: type[ActForm], pk: UUID) -> HttpResponseBase:
    candidacy = get_object_or_404(_visible(request), pk=pk)
    form = kind(request.POST or None, record=candidacy)
    then = ("exams:candidacy", candidacy.pk)
    return perform(request, act, form, record=candidacy, then=then, context={"kind": candidacy.number})
