"""Pages about how known items are: who looked at one, what was unusual, and from where on it counts as unusual."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.identity import grants
from guildhall.identity.persons import names
from guildhall.identity.roles import SCHEME_MANAGER
from guildhall.itembank import queries, readings
from guildhall.itembank.acts import exposures
from guildhall.itembank.forms import ReasonForm
from guildhall.itembank.forms.viewings import WatchForm
from guildhall.itembank.lifecycles import VIEWING_ALERT, AlertState
from guildhall.itembank.models import AlertKind, Exposure, ItemVersion, ViewingAlert
from guildhall.itembank.permissions import knows_the_policy, manages_items, watches_viewing
from guildhall.itembank.queries import exports as of_exports
from guildhall.itembank.queries import exposures as of_exposures
from guildhall.itembank.views.items import version_of
from guildhall.itembank.views.sections import Where, part
from guildhall.itembank.wording import alert_status, day_word, look_word
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.schemes.models import Scheme
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


def _with_names(rows: Sequence[ViewingAlert]) -> None:
    """Who looked, in one query for all rows."""
    called = names(each.person_id for each in rows)
    for each in rows:
        each.who = called.get(each.person_id, "")  # type: ignore[attr-defined]  # for this page only


REGISTER = ListPage[ViewingAlert](
    name="itembank.viewing-alerts",
    title=gettext_noop("Unusual viewing of items"),
    note=gettext_noop("The house notices; a person judges. An alert accuses nobody."),
    queryset=lambda request: of_exposures.alerts_of(request.person.id),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), str, lambda row: ("itembank:viewing-alert", row.pk), "number", True),
        Column(gettext_noop("Scheme"), lambda row: row.scheme.code, order="scheme__code", code=True),
        Column(gettext_noop("What was unusual"), lambda row: str(row.kind_word), order="kind"),
        Column(gettext_noop("Who"), lambda row: row.who, exported=False),  # type: ignore[attr-defined]
        Column(gettext_noop("Day"), lambda row: row.day, order="day"),
        Column(gettext_noop("Items"), lambda row: len(row.versions)),
        Column(gettext_noop("State"), alert_status, order="state"),
    ],
    filters=[
        Filter(
            "state",
            gettext_noop("State"),
            [(str(state), word) for state, word in VIEWING_ALERT.words.items()],
            lambda rows, state: rows.filter(state=state),
        ),
        Filter(
            "kind",
            gettext_noop("What was unusual"),
            [(each.value, str(each.label)) for each in AlertKind],
            lambda rows, kind: rows.filter(kind=kind),
        ),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number of an alert"),
    before_showing=_with_names,
    empty=gettext_noop(
        "Here stands who looked at many items in use in a short time, at night, or without having to do with them. "
        "Every look at an item is recorded; the house goes over the record every hour."
    ),
)


@page(area="desk", permission=watches_viewing)
def register(request: PageRequest) -> HttpResponseBase:
    """The alerts of the schemes that somebody manages; never those about themselves."""
    return REGISTER.response(request, template="itembank/viewing_alerts.html", context={"schemes": _managed(request)})


def _managed(request: PageRequest) -> list[Scheme]:
    """The schemes whose limits somebody sets."""
    scopes = grants.scopes_of(request.person.id, SCHEME_MANAGER)
    return list(Scheme.objects.filter(scope__in=scopes).order_by("code"))


@page(area="desk", permission=watches_viewing)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One alert: who looked at how many items, when, and what the limit was; no word of any item."""
    alert = readings.alert_seen(by=request.actor, alert=alert_of(pk))
    known = {"alert": alert}
    judged = alert.state != AlertState.OPEN
    return render_record(
        request,
        alert,
        kind=_("Unusual viewing of items of %(scheme)s") % {"scheme": alert.scheme.name},
        title=alert.number,
        status=alert_status(alert),
        facts=_facts(alert),
        offers=[]
        if judged
        else [
            Offer(exposures.explain, ("itembank:viewing-alert-explain", alert.pk), known, main=True),
            Offer(exposures.take_up, ("itembank:viewing-alert-take-up", alert.pk), known),
        ],
        related=[_versions(request, alert)],
    )


def _facts(alert: ViewingAlert) -> list[Fact]:
    judged = [
        Fact(_("Judgement"), alert.reason),
        Fact(_("Judged"), alert.judged_at, note=alert.judged_by.name if alert.judged_by else ""),
    ]
    return [
        Fact(_("Who looked"), alert.person.name, note=alert.person.number),
        Fact(_("What was unusual"), str(alert.kind_word), note=_limit(alert)),
        Fact(_("Day"), alert.day),
        Fact(_("From"), alert.first_at),
        Fact(_("To"), alert.last_at),
        Fact(_("Items"), str(len(alert.versions))),
        *(judged if alert.judged_at else []),
    ]


def _limit(alert: ViewingAlert) -> str:
    told = ngettext("unusual from %(count)d item on", "unusual from %(count)d items on", alert.limit)
    return told % {"count": alert.limit}


def _versions(request: PageRequest, alert: ViewingAlert) -> Related:
    """The items that were looked at; the way to them for who may open them."""
    named = list(of_exposures.named(alert))
    seen = queries.visible_to(request.person.id).filter(pk__in=[each.pk for each in named])
    readable = set(seen.values_list("pk", flat=True))
    rows = [
        Row(str(each), each.item.domain_code, ("itembank:version", each.pk) if each.pk in readable else ())
        for each in named
    ]
    return Related(_("Items that were looked at"), rows, note=_("If one may have become known, lock it on its page."))


@page(area="desk", permission=watches_viewing)
def explain(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Accept that somebody had a reason."""
    return _judged(request, exposures.explain, pk, _("The alert is closed, and the reason stays with it."))


@page(area="desk", permission=watches_viewing)
def take_up(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take it up as a breach."""
    told = _("Whoever looked is told and can answer. Lock the items that may have become known, and see to their role.")
    return _judged(request, exposures.take_up, pk, told)


def _judged(request: PageRequest, act: "Act[..., Any]", pk: UUID, consequence: str) -> HttpResponseBase:
    alert = alert_of(pk)
    return perform(
        request,
        act,
        ReasonForm(request.POST or None, record=alert),
        record=alert,
        then=("itembank:viewing-alert", alert.pk),
        context={"kind": alert.number, "consequence": consequence},
    )


@page(area="desk", permission=knows_the_policy)
def watch(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say from where on looking at items counts as unusual in a scheme."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    return perform(
        request,
        exposures.set_watch,
        WatchForm(request.POST or None, record=scheme, initial=vars(of_exposures.limits_of(scheme))),
        record=scheme,
        then=("itembank:viewing-alerts",),
        context={
            "kind": scheme.name,
            "lead": _("Who looks at items in use beyond these limits is put before a person who judges it."),
            "button": _("Set"),
        },
    )


@page(area="desk", permission=manages_items)
def lookers(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Who looked at a version, or tried to, and with which exports it left the bank; this look is logged too."""
    version = version_of(pk)
    looks = readings.lookers(by=request.actor, version=version)
    called = names(each.person_id for each in looks)
    rows = [(each, called.get(each.person_id, ""), look_word(each.reading)) for each in looks]
    context = {
        "title": str(version),
        "version": version,
        "looks": rows,
        "exports": of_exports.exports_with(version),
        "shown": of_exposures.shown(version),
    }
    return render(request, "itembank/lookers.html", context)


@part(Where.RECORD, place=60)
def known_to(request: PageRequest, version: ItemVersion) -> Related | None:
    """How known a version is: to how many candidates, and for who keeps the bank the way to who looked at it."""
    if version.approved_at is None:
        return None
    exposure: Exposure | None = getattr(version, "exposure", None)
    count = exposure.shown if exposure else 0
    told = ngettext("%(count)d candidate saw it", "%(count)d candidates saw it", count) % {"count": count}
    rows = [Row(told, " · ".join(_seen(exposure)) if exposure else "")]
    if readings.lookers.refusal(by=request.actor, version=version) is None:
        rows.append(Row(_("Who looked at it in the bank"), "", ("itembank:version-lookers", version.pk)))
    return Related(_("How known it is"), rows)


def _seen(exposure: Exposure) -> Iterator[str]:
    """Since when candidates are counted anew, and when one saw it last."""
    if exposure.before_rest:
        yield _("%(count)d of them since its rest") % {"count": exposure.since_rest}
    if exposure.lately:
        yield _("%(count)d of them in the months to which its policy looks back") % {"count": exposure.lately}
    if exposure.last_on:
        yield _("last on %(day)s") % {"day": day_word(exposure.last_on)}


def alert_of(pk: UUID) -> ViewingAlert:
    """The alert of that identifier, with all that its pages show."""
    related = (*ViewingAlert.reload_with, "judged_by")
    return get_object_or_404(ViewingAlert.objects.select_related(*related), pk=pk)
