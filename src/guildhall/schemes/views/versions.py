"""Pages of versions: the record with everything in it and what it lacks, its way to effect, and what has changed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.kernel.clauses import label
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.schemes import comparing, elements, pictures, queries
from guildhall.schemes.acts import versions
from guildhall.schemes.contents import Contents
from guildhall.schemes.elements import Missing
from guildhall.schemes.forms.common import ReasonForm
from guildhall.schemes.forms.versions import PublishForm, ReviewForm, ValidateForm
from guildhall.schemes.lifecycles import VersionState
from guildhall.schemes.models import SchemeVersion
from guildhall.schemes.permissions import (
    may_approve_schemes,
    may_develop_schemes,
    may_judge_versions,
    may_read_schemes,
)
from guildhall.schemes.views import states
from guildhall.schemes.views.sections import sections
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Link, Offer, Related, Row, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

MOVES: dict[str, tuple[Act[..., SchemeVersion], type[ActForm]]] = {
    "submit": (versions.submit, ActForm),
    "send-back": (versions.send_back, ReasonForm),
    "validate": (versions.validate, ValidateForm),
    "approve": (versions.approve, ActForm),
    "publish": (versions.publish, PublishForm),
    "review": (versions.review, ReviewForm),
    "retire": (versions.retire, ReasonForm),
    "abandon": (versions.abandon, ReasonForm),
}
"""What is done with a version as a whole: the act, and the form that asks what it needs."""

CONSEQUENCES = {
    "submit": gettext_noop("It is a draft no more: nothing in it changes until it is sent back."),
    "retire": gettext_noop("Nothing more is done under it: no application, no examination, no decision."),
    "abandon": gettext_noop("It keeps its number and stays in the record; it is not taken up again."),
}


@page(area="desk", permission=may_read_schemes)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One version with all that it says, and, while it is written, what it still lacks."""
    version = one_version(pk)
    contents = Contents(version)
    may_write = version.state == VersionState.DRAFT and may_change(request, version)
    lacking = elements.missing(contents) if version.state in {VersionState.DRAFT, VersionState.VALIDATION} else []
    return render_record(
        request,
        version,
        kind=_("Version of the scheme %(scheme)s") % {"scheme": version.scheme.name},
        title=version.number,
        status=states.of_version(version),
        facts=_facts(version),
        offers=_offers(version),
        related=[_reviews(version)] if version.effective_on else [],
        template="schemes/version.html",
        context={
            "version": version,
            "contents": contents,
            "may_write": may_write,
            "lacking": [(each, _mended(each, version)) for each in lacking],
            "texts": sections(version),
            "weights": pictures.domain_weights({str(each): each.weight for each in contents.domains if each.weight}),
            "competences": [(each, contents.tasks_of(each)) for each in contents.competences],
            "components": [(each, contents.blueprint(each)) for each in contents.components],
            "is_public": version.state in (*queries.PUBLIC, VersionState.RETIRED),
            "before": queries.before(version),
            "undated": _undated(version),
        },
    )


def may_change(request: PageRequest, version: SchemeVersion) -> bool:
    """Whether whoever asks may write in this draft."""
    return versions.submit.permission.refusal(by=request.actor, version=version) is None


def _undated(version: SchemeVersion) -> bool:
    """Whether the version waits for domains that its analysis could give."""
    analysis = version.analysis
    return analysis is not None and analysis.approved_at is not None


def _mended(missing: Missing, version: SchemeVersion) -> tuple[str, str, bool]:
    """The clause that asks for what is missing, the page on which it is mended, and whether it may be left out."""
    element = missing.element
    there = url((element.place, version.pk))
    return label(element.clause), f"{there}#{element.at}" if element.at else there, element.optional


def _facts(version: SchemeVersion) -> list[Fact]:
    analysis = version.analysis
    return [
        Fact(_("Scheme"), version.scheme.name, link=("schemes:scheme", version.scheme_id)),
        Fact(_("Title"), version.title),
        Fact(_("Held to the edition of"), ", ".join(version.edition.split())),
        Fact(
            _("Job analysis"),
            analysis.number if analysis else "",
            link=("schemes:analysis", analysis.pk) if analysis else (),
            status=states.of_analysis(analysis) if analysis else None,
        ),
        Fact(_("Author"), version.authored_by.name, note=version.authored_by.number),
        Fact(_("Validated"), version.validated_at, note=_validation(version)),
        Fact(_("Approved"), version.approved_at, note=version.approved_by.name if version.approved_by else ""),
        Fact(_("Published"), version.published_at),
        Fact(_("In effect from"), version.effective_on),
        Fact(_("Replaced on"), version.superseded_on),
        Fact(_("Next review"), version.next_review_on),
    ]


def _validation(version: SchemeVersion) -> str:
    return f"{version.validated_by.name}: {version.validation}" if version.validated_by else ""


def _offers(version: SchemeVersion) -> list[Offer]:
    def offer(verb: str, *, main: bool = False) -> Offer:
        return Offer(MOVES[verb][0], (f"schemes:version-{verb}", version.pk), {"version": version}, main=main)

    validated = version.validated_at is not None
    return {
        VersionState.DRAFT: [offer("submit", main=True), offer("abandon")],
        VersionState.VALIDATION: [
            offer("validate", main=not validated),
            offer("approve", main=validated),
            offer("send-back"),
            offer("abandon"),
        ],
        VersionState.APPROVED: [offer("publish", main=True), offer("abandon")],
        VersionState.EFFECTIVE: [offer("review", main=True), offer("retire")],
        VersionState.SUPERSEDED: [offer("retire")],
    }.get(VersionState(version.state), [])


def _reviews(version: SchemeVersion) -> Related:
    return Related(
        _("Reviews"),
        [
            Row(f"{review.get_outcome_display()}", f"{review.reviewed_by.name}: {review.findings}")
            for review in version.reviews.select_related("reviewed_by").order_by("-reviewed_at")
        ],
        empty=_("No review was recorded yet. One is due by the day above, whether or not anything changed."),
    )


@page(area="desk", permission=may_develop_schemes)
def develop(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Submit or abandon what was written."""
    return _moved(request, pk, verb)


@page(area="desk", permission=may_judge_versions)
def judge(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Validate a version, send it back, publish, review or retire it."""
    return _moved(request, pk, verb)


@page(area="desk", permission=may_approve_schemes)
def approve(request: PageRequest, pk: UUID) -> HttpResponse:
    """Approve a version that others wrote and validated."""
    return _moved(request, pk, "approve")


def _moved(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    version = one_version(pk)
    act, form = MOVES[verb]
    more = {"consequence": translated(CONSEQUENCES.get(verb, "")), "harm": verb in {"retire", "abandon"}}
    return done(request, act, form(request.POST or None, record=version), version, context=more)


@page(area="desk", permission=may_read_schemes)
def changes(request: PageRequest, pk: UUID) -> HttpResponse:
    """A version beside the one before it: only what is different."""
    version = one_version(pk)
    before = queries.before(version)
    if before is None:
        raise Http404
    context = {
        "title": _("%(number)s beside %(before)s") % {"number": version.number, "before": before.number},
        "version": version,
        "before": before,
        "groups": comparing.compared(before, version),
    }
    return render(request, "schemes/changes.html", context)


def done(
    request: PageRequest,
    act: "Act[..., Any]",
    form: ActForm,
    version: SchemeVersion,
    *,
    arguments: Any = None,
    at: str = "",
    title: str = "",
    template: str = "shell/act.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Do `act` on the version and go back to its page, to the place `at` on it."""
    to: Link = ("schemes:version", version.pk)
    back = f"{url(to)}#{at}" if at else url(to)
    return perform(
        request,
        act,
        form,
        record=version,
        arguments=arguments,
        then=back,
        title=title,
        template=template,
        context={"kind": version.number, "version": version, "back": back, **(context or {})},
    )


def one_version(pk: UUID) -> SchemeVersion:
    """The version, with what its page shows."""
    people: Sequence[str] = ("authored_by", "validated_by", "approved_by")
    return get_object_or_404(queries.versions().select_related(*people), pk=pk)
