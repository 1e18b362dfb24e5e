"""What is fetched when the page of an item stands: who found what in it, how it stands to others, and its history.

None of it tells the key, and all of it is read only by who may see the item, with a trace of its own.
"""

from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.itembank import queries, readings
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import works_on_items
from guildhall.itembank.views.findings import found_in, versions_of
from guildhall.itembank.views.items import versions
from guildhall.itembank.views.sections import Where, brought, html_of, lists_of
from guildhall.kernel import remembering
from guildhall.shell.later import Part, render_part
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest


@page(area="desk", permission=works_on_items)
def found(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The versions of an item, and what people found in this one."""
    version = _recorded(request, pk)
    lists = [versions_of(request, version), found_in(version)]
    return _part(request, version, Part("found", _("Versions and reviews"), lists))


@page(area="desk", permission=works_on_items)
def reviewing(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Who reviews an item, where two people do."""
    version = _recorded(request, pk)
    lists = lists_of(brought(Where.REVIEWING, request, version))
    return _part(request, version, Part("reviewing", _("Two reviewers"), lists))


@page(area="desk", permission=works_on_items)
def around(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """How an item stands to others, how known it is, in which languages it is there."""
    version = _recorded(request, pk)
    brings = brought(Where.RECORD, request, version)
    return _part(request, version, Part("around", _("Around this item"), lists_of(brings), html_of(brings, request)))


@page(area="desk", permission=works_on_items)
def history(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """What the ledger tells of a version, and under which procedure it began."""
    version = _recorded(request, pk)
    return _part(request, version, Part("history", _("History"), with_history=True))


def _recorded(request: PageRequest, pk: UUID) -> ItemVersion:
    """The version, read by who may see it; whether they had a part in its review comes with it."""
    part = ExpressionWrapper(queries.having_part(request.person.id), BooleanField())
    version: Any = get_object_or_404(versions().annotate(part=part), pk=pk)
    remembering.tell(queries.took_part, request.person.id, version, answer=version.part)
    return readings.recorded(by=request.actor, version=version)


def _part(request: PageRequest, version: ItemVersion, part: Part) -> HttpResponseBase:
    return render_part(request, version, part, back=("itembank:version", version.pk))
