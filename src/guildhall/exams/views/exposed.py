"""Pages of locked items: in which forms each stands, whom it concerns, and what is to be done. No word of any item."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import exposures, readings
from guildhall.exams.exposures import Concerned, Group
from guildhall.exams.lifecycles import FormState
from guildhall.exams.models import Form
from guildhall.exams.permissions import manages_exams
from guildhall.exams.views.words import number, status_of
from guildhall.identity import grants
from guildhall.identity.roles import EXAM_MANAGER
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.queries import trained_scopes
from guildhall.itembank.wording import status_of as item_status
from guildhall.kernel.words import gettext_noop
from guildhall.shell.lists import Column, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

MOST = 200
"""Attempts of one group that are listed one by one."""


def _mine(request: PageRequest) -> QuerySet[ItemVersion]:
    """The locked items of the schemes whose examinations somebody manages and for which they do not train."""
    scopes = grants.scopes_of(request.person.id, EXAM_MANAGER) - trained_scopes(request.person.id)
    return exposures.exposed(scopes)


def _live(row: ItemVersion) -> Status | str:
    count: int = row.live  # type: ignore[attr-defined]  # annotated
    return Status(str(count), Tone.FAILS) if count else "0"


REGISTER = ListPage[ItemVersion](
    name="exams.exposed",
    title=gettext_noop("Locked items in forms"),
    note=gettext_noop("A locked item goes into no new form. Here is where it stands already, and whom that concerns."),
    queryset=_mine,
    order="item__number",
    columns=[
        Column(gettext_noop("Item"), str, lambda row: ("exams:exposed-item", row.pk), "item__number", True),
        Column(gettext_noop("Scheme"), lambda row: row.item.scheme.code, order="item__scheme__code", code=True),
        Column(gettext_noop("Domain"), lambda row: row.item.domain_code, order="item__domain_code", code=True),
        Column(gettext_noop("Forms"), lambda row: row.forms, order="forms"),  # type: ignore[attr-defined]  # annotated
        Column(gettext_noop("Of these released"), _live, order="live"),
    ],
    search=lambda rows, text: rows.filter(item__number__icontains=text),
    search_hint=gettext_noop("Number of an item"),
    empty=gettext_noop(
        "Here stand items that were locked as compromised while they stood in a form, with every attempt that they "
        "concern. An item is locked on its own page, at once."
    ),
)


@page(area="desk", permission=manages_exams)
def register(request: PageRequest) -> HttpResponseBase:
    """The locked items that stand in forms."""
    return REGISTER.response(request)


@page(area="desk", permission=manages_exams)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One locked item: its forms, every attempt that it concerns, and what is to be done for each; logged."""
    version = get_object_or_404(ItemVersion.objects.select_related("item__scheme__scope"), pk=pk)
    groups = readings.concerned(by=request.actor, version=version)
    forms = exposures.forms_with(version)
    return render_record(
        request,
        version,
        kind=_("Whom a locked item of %(scheme)s concerns") % {"scheme": version.item.scheme.name},
        title=version.item.number,
        status=item_status(version),
        facts=_facts(version, forms, groups),
        offers=[],
        related=[_forms(forms), *(_group(each) for each in groups if each.attempts)],
    )


def _facts(version: ItemVersion, forms: list[Form], groups: list[Group]) -> list[Fact]:
    counted = {each.name: len(each.attempts) for each in groups}
    hanging = sum(each.hanging for each in groups)
    note = _("They passed, and would not have without the points of this item.") if hanging else ""
    return [
        Fact(_("Version"), str(version), link=("itembank:version", version.pk)),
        Fact(_("Domain"), version.item.domain_code),
        Fact(_("Forms that hold it"), str(len(forms))),
        Fact(_("Attempts"), str(sum(counted.values()))),
        Fact(_("Of these released"), str(counted["released"])),
        Fact(_("Passes that hang on it"), str(hanging), note=note),
    ]


def _forms(forms: list[Form]) -> Related:
    rows = [Row(f"{each} · {each.title}", _for_form(each), ("exams:form", each.pk), status_of(each)) for each in forms]
    return Related(_("Forms"), rows, empty=_("It stands in no form any more."))


TO_DO = {
    FormState.ASSEMBLING: gettext_noop("Take the item out, and put another in its place."),
    FormState.CONTENT: gettext_noop("Send the form back, and replace the item."),
    FormState.VERIFYING: gettext_noop("Send the form back, and replace the item."),
    FormState.VERIFIED: gettext_noop("Send the form back, and replace the item."),
    FormState.LIVE: gettext_noop("Suspend the form, so that no further candidate meets the item."),
    FormState.SUSPENDED: gettext_noop("Retire the form, or release it again once the item is cleared."),
    FormState.RETIRED: gettext_noop("Nothing more: nobody is given this form."),
}
"""What is to be done with a form that holds a locked item."""


def _for_form(form: Form) -> str:
    return translated(TO_DO[FormState(form.state)])


def _group(group: Group) -> Related:
    rows = [_row(each) for each in group.attempts[:MOST]]
    if len(group.attempts) > MOST:
        rows.append(Row(_("and %(count)d more") % {"count": len(group.attempts) - MOST}))
    title = f"{translated(group.title)}: {len(group.attempts)}"
    return Related(title, rows, note=translated(group.to_do))


def _row(each: Concerned) -> Row:
    attempt = each.attempt
    where = [str(attempt.form), str(attempt.sitting)]
    if each.points is not None:
        told = ngettext("%(points)s point for the item", "%(points)s points for the item", int(each.points))
        where.append(told % {"points": number(each.points)})
    return Row(attempt.number, " · ".join(where), ("exams:attempt", attempt.pk), _outcome(each))


def _outcome(each: Concerned) -> Status:
    if each.hangs:
        return Status(_("Passed, and it hangs on this item"), Tone.FAILS)
    if each.passed is None:
        found: Status = status_of(each.attempt)
        return found
    return Status(_("Passed without it too"), Tone.HOLDS) if each.passed else Status(_("Not passed"), Tone.CLOSED)
