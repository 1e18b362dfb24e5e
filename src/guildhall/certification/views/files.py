"""The page of one decision file: criteria, who was involved, what can be done, and why not (after R-01 to R-06)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.certification import queries
from guildhall.certification.acts import decisions, proposals
from guildhall.certification.lifecycles import UNDECIDED, DecisionState
from guildhall.certification.models import DecisionFile, DecisionKind
from guildhall.certification.queries import Criterion, Involved, Standing
from guildhall.certification.queries.criteria import DAY
from guildhall.certification.readings import open_file
from guildhall.certification.views.words import criterion_status, file_status
from guildhall.identity import grants
from guildhall.identity.persons import names
from guildhall.identity.roles import DECIDER
from guildhall.kernel import clock
from guildhall.kernel.involvements import Involvement
from guildhall.ledger.acts import Act
from guildhall.shell import refusals
from guildhall.shell.pages import SIGNED_IN, page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record, url
from guildhall.shell.requests import PageRequest


@dataclass(frozen=True)
class ShownCriterion:
    """A criterion, ready for the page."""

    status: Status
    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class ShownPart:
    """Somebody's part in the file, and whether they may decide."""

    numbers: list[str]
    who: str
    what: str
    at: datetime
    status: Status


@page(area="desk", permission=SIGNED_IN)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One decision file, for who decides and who oversees; every look is logged."""
    file = open_file(by=request.actor, file=one_file(pk))
    return render_record(
        request,
        file,
        kind=f"{_('Decision file')} · {file.kind_word} · {file.version.title}, {file.version.number}",
        title=file.number,
        status=file_status(file),
        facts=_facts(file),
        offers=offers(file),
        related=_related(file),
        template="certification/file.html",
        context=seen(request, file),
    )


def one_file(pk: UUID) -> DecisionFile:
    """The file with everybody whom its page names."""
    people = (*DecisionFile.reload_with, "taken_by", "handed_to", "decided_by")
    return get_object_or_404(DecisionFile.objects.select_related(*people), pk=pk)


def seen(request: PageRequest, file: DecisionFile) -> dict[str, Any]:
    """What the page shows of the evidence: criteria, involvements, and what keeps the reader from deciding."""
    criteria = queries.criteria(file) if file.state in UNDECIDED else []
    met = sum(each.standing(clock.today()) is not Standing.OPEN for each in criteria)
    frozen = [] if file.state in UNDECIDED else [_frozen(each) for each in file.snapshot.get("criteria", [])]
    return {
        "file": file,
        "criteria": [_criterion(each) for each in criteria] or frozen,
        "counted": _("%(met)s of %(all)s met") % {"met": met, "all": len(criteria)} if criteria else "",
        "parts": _parts(request, queries.by_person(queries.involved(file))),
        "hindrance": _hindrance(request, file),
    }


def _criterion(criterion: Criterion) -> ShownCriterion:
    until = (
        _("until %(day)s") % {"day": date_format(criterion.until, DAY)} if criterion.until and not criterion.why else ""
    )
    detail = " · ".join(filter(None, [criterion.why or criterion.detail, until]))
    return ShownCriterion(criterion_status(criterion), criterion.title, detail, url(criterion.link))


def _frozen(kept: dict[str, str]) -> ShownCriterion:
    """A criterion as the decider saw it."""
    words = {
        "met": Status(_("Met"), Tone.HOLDS),
        "soon": Status(_("Met, soon over"), Tone.SOON),
        "open": Status(_("Open"), Tone.FAILS),
    }
    return ShownCriterion(words[kept["standing"]], kept["title"], kept["detail"], "")


def _parts(request: PageRequest, parts: Sequence[Involved]) -> list[ShownPart]:
    called = names(each.person_id for each in parts)
    return [_part(request, each, called) for each in parts]


def _part(request: PageRequest, part: Involved, called: dict[UUID, str]) -> ShownPart:
    who = _("You") if request.person.pk == part.person_id else called.get(part.person_id, "")
    status = Status(_("may not decide"), Tone.FAILS) if part.barred else Status(_("not barred by it"), Tone.OPEN)
    return ShownPart(part.numbers, who, part.what, part.last_at, status)


def _hindrance(request: PageRequest, file: DecisionFile) -> refusals.Shown | None:
    """What keeps a decider of the scheme from this file, first and large; nothing for who decides nothing anyway."""
    if file.state not in UNDECIDED or request.person.pk not in grants.holders(DECIDER, scope_id=file.scope_id):
        return None
    known = {"by": request.actor, "file": file}
    found = next((refusal for each in decisions.WHO if (refusal := each.refusal(**known))), None)
    return replace(refusals.shown(found), heading=_("You cannot decide on this file")) if found else None


def _facts(file: DecisionFile) -> list[Fact]:
    return [
        Fact(_("Person"), file.person.name, ("certification:whole", file.person_id), file.person.number),
        *_matter(file),
        Fact(_("Prepared"), file.prepared_at),
        *_proposed(file),
        *_hands(file),
        *_asked(file),
        *_decided(file),
    ]


def _matter(file: DecisionFile) -> list[Fact]:
    told = []
    if file.candidacy:
        told.append(Fact(_("Candidacy"), file.candidacy.number, ("exams:candidacy", file.candidacy_id)))
    if file.certification:
        link = ("certification:certification", file.certification_id)
        told.append(Fact(_("Certification"), file.certification.number, link))
    if file.replaces:
        told.append(Fact(_("Replaces"), file.replaces.number, ("certification:file", file.replaces_id)))
    return told


def _proposed(file: DecisionFile) -> list[Fact]:
    told = {_("Grounds"): file.grounds, _("Conditions"): file.conditions, _("Deadline"): file.deadline_on}
    return [Fact(label, value) for label, value in told.items() if value]


def _hands(file: DecisionFile) -> list[Fact]:
    if file.taken_by:
        return [Fact(_("Taken"), file.taken_at, note=file.taken_by.name)]
    return [Fact(_("Handed to"), file.handed_to.name)] if file.handed_to else []


def _asked(file: DecisionFile) -> list[Fact]:
    if not file.question:
        return []
    return [Fact(_("Asked"), file.question), Fact(_("Answered"), file.answer)]


def _decided(file: DecisionFile) -> list[Fact]:
    if file.decided_by is None or file.authorisation is None:
        return []
    link = ("personnel:authorisation", file.authorisation_id)
    return [
        Fact(_("Decided"), file.decided_at, note=file.decided_by.name),
        Fact(_("Authorisation on that day"), file.authorisation.number, link),
        Fact(_("In effect from"), file.effective_on),
        Fact(_("Reasons"), file.reasons),
        *([Fact(_("Refused for"), ", ".join(file.criteria))] if file.criteria else []),
        Fact(_("Frozen as"), file.digest[:16], note=_("The seal of the evidence; a control computes it anew.")),
    ]


def _related(file: DecisionFile) -> list[Related]:
    """The deciders, with who is free and who is not, as long as somebody has to decide."""
    if file.state not in UNDECIDED:
        return []
    rows = [
        Row(person.name, _why_not(why), status=_free() if why is None else Status(_("may not decide"), Tone.FAILS))
        for person, why in queries.free_deciders(file)
    ]
    empty = _("Nobody is authorised to decide in this scheme today. Top management authorises deciders.")
    return [Related(_("Deciders of this scheme"), rows, empty, note=_("as of today"))]


def _free() -> Status:
    return Status(_("may decide"), Tone.OPEN)


def _why_not(why: object) -> str:
    if isinstance(why, Involvement):
        return _("They %(what)s (%(number)s).") % {"what": why.what, "number": why.number}
    return str(getattr(why, "sentence", ""))


def offers(file: DecisionFile) -> list[Offer]:
    """What can be done with a file in its state, the likeliest first."""
    if file.state == DecisionState.PREPARED:
        return [_offer(file, "take", decisions.take, main=True, no_conflict=True), _hand_over(file)]
    if file.state == DecisionState.RETURNED:
        return [_offer(file, "resubmit", decisions.resubmit, main=True)]
    if file.state == DecisionState.IN_DECISION:
        asking = _offer(file, "return-file", decisions.return_file)
        return [_yes(file), _offer(file, "refuse", decisions.refuse), asking, _hand_over(file)]
    return [_offer(file, "prepare-anew", proposals.prepare_anew)] if file.is_grant else []


def _yes(file: DecisionFile) -> Offer:
    if file.is_grant:
        return _offer(file, "grant", decisions.grant, main=True, effective_on=None)
    return _offer(file, "carry", decisions.carry, _kind_label(file), main=True)


def _hand_over(file: DecisionFile) -> Offer:
    return _offer(file, "hand-over", decisions.hand_over)


def _offer(
    file: DecisionFile, page: str, act: "Act[..., Any]", label: str = "", *, main: bool = False, **known: Any
) -> Offer:
    return Offer(act, (f"certification:{page}", file.pk), {"file": file, **known}, label, main)


def _kind_label(file: DecisionFile) -> str:
    return {
        DecisionKind.SUSPEND: _("Suspend"),
        DecisionKind.EXTEND: _("Extend the suspension"),
        DecisionKind.REINSTATE: _("Reinstate"),
        DecisionKind.WITHDRAW: _("Withdraw"),
        DecisionKind.SURRENDER: _("Accept the surrender"),
    }[DecisionKind(file.kind)]
