"""What is done with a version by a form alone: submitted, locked, retired, rested, flagged, begun anew."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.acts import flags, items, pilots, reviews
from guildhall.itembank.forms import DomainForm, ReasonForm
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import manages_items, studies_items, works_on_items, writes_items
from guildhall.itembank.views.items import version_of
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated


@dataclass(frozen=True)
class Reasoned:
    """Something that is done with a reason alone, and what follows from it."""

    act: "Act[..., ItemVersion]"
    follows: str


REASONED = {
    "compromise": Reasoned(
        reviews.compromise,
        gettext_noop("The item goes into no form from now on. See to the forms in which it stands already."),
    ),
    "clear": Reasoned(
        reviews.clear,
        gettext_noop("The item becomes a draft again, and is submitted, reviewed and approved anew."),
    ),
    "retire": Reasoned(
        reviews.retire,
        gettext_noop("The item is taken out of use for good. What was examined with it stays as it was."),
    ),
    "keep": Reasoned(
        flags.keep, gettext_noop("The item is used again as it is. What was flagged stays with it, with your reason.")
    ),
    "rest": Reasoned(
        flags.rest,
        gettext_noop("The item goes into no new form while it rests, as long as the policy of its scheme says."),
    ),
    "wake": Reasoned(flags.wake, gettext_noop("The item may stand in forms again.")),
}
"""What somebody who manages the bank does with a reason, by the name of its page."""


@page(area="desk", permission=writes_items)
def submit(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Hand a draft to the reviewers."""
    version = version_of(pk)
    consequence = _("The item does not change while it is in review. Reviewers see it; nobody else does.")
    return _done(request, reviews.submit, ActForm(request.POST or None, record=version), version, consequence)


@page(area="desk", permission=manages_items)
def reasoned(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Lock, clear, retire, keep, rest or wake an item, with the reason."""
    version, done = version_of(pk), REASONED[verb]
    form = ReasonForm(request.POST or None, record=version)
    return _done(request, done.act, form, version, translated(done.follows))


@page(area="desk", permission=studies_items)
def flag(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Flag an item in use, with what is to be judged."""
    version = version_of(pk)
    form = ReasonForm(request.POST or None, record=version)
    told = _("The item goes into no new form until somebody has judged it: kept in use, replaced or retired.")
    return _done(request, flags.flag, form, version, told)


@page(area="desk", permission=manages_items)
def begin_pilot(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say that candidates meet an item from now on."""
    version = version_of(pk)
    told = _("Candidates meet the item from now on, in a place of a form that does not count.")
    return _done(request, pilots.begin, ActForm(request.POST or None, record=version), version, told)


@page(area="desk", permission=works_on_items)
def revise(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Begin a new version."""
    version = version_of(pk)
    told = _("Version %(ordinal)s stays as it is until the new one is approved.")
    return perform(
        request,
        items.revise,
        ActForm(request.POST or None, record=version),
        record=version,
        then=lambda made: ("itembank:version", made.pk),
        context={"consequence": told % {"ordinal": version.ordinal}, "kind": str(version)},
    )


@page(area="desk", permission=writes_items)
def classify(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Move an item to another domain of the blueprint, and say what it asks of the mind."""
    version = version_of(pk)
    item = version.item
    stands = {"domain_code": item.domain_code, "level": item.level, "topic": item.topic}
    form = DomainForm(request.POST or None, record=version, domains=queries.domains(item.scheme), initial=stands)
    return _done(request, items.classify, form, version)


def _done(
    request: PageRequest,
    act: "Act[..., Any]",
    form: ActForm,
    version: ItemVersion,
    consequence: str = "",
) -> HttpResponse:
    return perform(
        request,
        act,
        form,
        record=version,
        then=("itembank:version", version.pk),
        context={"consequence": consequence, "kind": str(version)},
    )
