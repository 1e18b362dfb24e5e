"""Pages of software releases: every report with its reference cases, and who signed it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.kernel import software
from guildhall.kernel.proving import PARTS, Part
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.acts import releases
from guildhall.personnel.forms.common import ReasonForm
from guildhall.personnel.forms.resources import SignatureForm
from guildhall.personnel.lifecycles import RELEASE, ReleaseState
from guildhall.personnel.models import SoftwareRelease
from guildhall.personnel.permissions.resources import may_judge_releases, may_read_resources
from guildhall.personnel.resources import unverified_release
from guildhall.shell import refusals
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TONES = {
    ReleaseState.REPORTED: Tone.OPEN,
    ReleaseState.VERIFIED: Tone.HOLDS,
    ReleaseState.DECLINED: Tone.CLOSED,
    ReleaseState.WITHDRAWN: Tone.FAILS,
}


def status_of(release: SoftwareRelease) -> Status:
    """The state in a word; a report with a case that did not hold says so."""
    state = ReleaseState(release.state)
    if state == ReleaseState.REPORTED and release.failed:
        return Status(_("Cases did not hold"), Tone.FAILS)
    return Status(translated(RELEASE.words[state]), TONES[state])


def _runs(release: SoftwareRelease) -> Any:
    if release.fingerprint != software.fingerprint():
        return ""
    return Status(_("runs here"), Tone.OPEN)


def _held(release: SoftwareRelease) -> str:
    return _("%(held)d of %(all)d") % {"held": release.asked - release.failed, "all": release.asked}


REGISTER = ListPage[SoftwareRelease](
    name="personnel.releases",
    title=gettext_noop("Software releases"),
    queryset=lambda request: queries.releases(),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("personnel:release", row.pk), "number", True),
        Column(gettext_noop("Version"), lambda row: row.version),
        Column(gettext_noop("Fingerprint"), lambda row: row.short, code=True),
        Column(gettext_noop("Here"), _runs),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Cases that hold"), _held),
        Column(gettext_noop("Reported"), lambda row: row.reported_at, order="reported_at"),
    ],
    filters=[
        Filter(
            "state", gettext_noop("State"), list(RELEASE.words.items()), lambda rows, state: rows.filter(state=state)
        )
    ],
    empty=gettext_noop(
        "Here stand the releases of this software, each with the report on its reference cases. The command “guildhall "
        "release verify” writes a report; somebody reads and signs it before an examination is delivered with it."
    ),
)


@page(area="desk", permission=may_read_resources)
def register(request: PageRequest) -> HttpResponseBase:
    """Every report on a release, and whether what runs here is verified."""
    refusal = unverified_release()
    context = {"unverified": refusals.shown(refusal) if refusal else None, "runs": software.fingerprint()[:12]}
    return REGISTER.response(request, template="personnel/releases.html", context=context)


@page(area="desk", permission=may_read_resources)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One release with every case that was asked of it."""
    release = _release(pk)
    known = {"release": release}
    offers = {
        ReleaseState.REPORTED: [
            Offer(releases.sign, ("personnel:release-sign", release.pk), known, main=True),
            Offer(releases.decline, ("personnel:release-decline", release.pk), known),
        ],
        ReleaseState.VERIFIED: [Offer(releases.withdraw, ("personnel:release-withdraw", release.pk), known)],
    }
    return render_record(
        request,
        release,
        kind=_("Software release"),
        title=release.number,
        status=status_of(release),
        facts=_facts(release),
        offers=offers.get(ReleaseState(release.state), []),
        template="personnel/release.html",
        context={"parts": _parts(release)},
    )


def _facts(release: SoftwareRelease) -> list[Fact]:
    here = release.fingerprint == software.fingerprint()
    return [
        Fact(_("Version"), release.version),
        Fact(_("Fingerprint"), release.short, note=_("This release runs here.") if here else _("Another runs here.")),
        Fact(_("Cases that hold"), _held(release)),
        Fact(_("Reported"), release.reported_at),
        Fact(_("Judged"), release.judged_at, note=release.judged_by.name if release.judged_by else ""),
        Fact(_("Remark"), release.words),
        *([Fact(_("Withdrawn"), release.withdrawn_at)] if release.withdrawn_at else []),
    ]


def _parts(release: SoftwareRelease) -> list[tuple[str, list[dict[str, Any]]]]:
    """The cases of each part, those that did not hold first."""
    cases = [{**each, "holds": each["expected"] == each["found"]} for each in release.report.cases]
    return [
        (translated(PARTS[part]), sorted((each for each in cases if each["part"] == part), key=lambda x: x["holds"]))
        for part in Part
    ]


STEPS: dict[str, tuple[Any, Any]] = {
    "sign": (releases.sign, SignatureForm),
    "decline": (releases.decline, ReasonForm),
    "withdraw": (releases.withdraw, ReasonForm),
}
FOLLOWS = {
    "sign": gettext_noop("You sign that you read the report. From then on this release may deliver examinations."),
    "withdraw": gettext_noop("No examination is begun with this release any more; what goes on is not interrupted."),
}
"""What follows, where it is more than the act's name says."""


@page(area="desk", permission=may_judge_releases)
def step(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Sign, decline or withdraw a release."""
    release, (act, form) = _release(pk), STEPS[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=release),
        record=release,
        then=("personnel:release", release.pk),
        context={
            "kind": f"{release.number} · {release.short} · {_held(release)}",
            "consequence": translated(FOLLOWS[verb]) if verb in FOLLOWS else "",
            "harm": verb == "withdraw",
        },
    )


def _release(pk: UUID) -> SoftwareRelease:
    return get_object_or_404(queries.releases(), pk=pk)
