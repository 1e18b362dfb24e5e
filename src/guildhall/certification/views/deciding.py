"""The pages on which something is done with a decision file: take, hand over, grant, decide as proposed, refuse."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.certification import queries
from guildhall.certification.acts import decisions, proposals
from guildhall.certification.forms import (
    AnswerForm,
    GrantForm,
    GroundsForm,
    HandOverForm,
    ProposeForm,
    QuestionForm,
    ReasonsForm,
    RefuseForm,
    TakeForm,
)
from guildhall.certification.lifecycles import CertificationState
from guildhall.certification.models import Certification, DecisionFile, DecisionKind
from guildhall.certification.permissions import may_open_files, may_put_right, may_see_files
from guildhall.certification.readings import open_certification, open_file
from guildhall.certification.rules.proposals import FITTING, latest_deadline
from guildhall.certification.views.files import one_file, seen
from guildhall.identity.permissions import holds
from guildhall.identity.roles import DECIDER, EXAM_MANAGER, OPERATIONS, QUALITY_MANAGER
from guildhall.ledger.acts import Act
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

DECIDERS = holds(DECIDER)
Then = Callable[[Any], tuple[object, ...]]


def _on(request: PageRequest, file: DecisionFile, act: "Act[..., Any]", form: ActForm, **more: Any) -> HttpResponseBase:
    """Do `act` on a file with the evidence before one's eyes, and go back to it."""
    return perform(
        request,
        act,
        form,
        record=file,
        then=("certification:file", file.pk),
        template="certification/on_file.html",
        context={**seen(request, file), **more},
    )


def _opened(request: PageRequest, pk: UUID) -> DecisionFile:
    return open_file(by=request.actor, file=one_file(pk))


@page(area="desk", permission=DECIDERS)
def take(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take a file and declare on conflicts."""
    file = _opened(request, pk)
    return _on(request, file, decisions.take, TakeForm(request.POST or None, record=file))


@page(area="desk", permission=may_see_files)
def hand_over(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Give a file to another decider; who may not is told beside it."""
    file = _opened(request, pk)
    free = [person for person, why in queries.free_deciders(file) if why is None and person != request.person]
    return _on(request, file, decisions.hand_over, HandOverForm(request.POST or None, record=file, free=free))


@page(area="desk", permission=DECIDERS)
def grant(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Grant certification; it is said what follows before it is done."""
    file = _opened(request, pk)
    follows = _(
        "The certification begins and stands in the register at once; the certificate is made and sent right after. "
        "Your decision and the evidence are frozen."
    )
    return _on(request, file, decisions.grant, GrantForm(request.POST or None, record=file), consequence=follows)


FOLLOWS: dict[str, Callable[[], str]] = {
    DecisionKind.SUSPEND: lambda: _(
        "Register and credential say so at this moment; the person is told to stop using certificate and mark."
    ),
    DecisionKind.EXTEND: lambda: _("The suspension lasts until the new deadline; the person is told."),
    DecisionKind.REINSTATE: lambda: _("The certification is valid again at this moment; a new certificate is made."),
    DecisionKind.WITHDRAW: lambda: _(
        "The certification ends at this moment and cannot be taken back; the person is told to return the certificate."
    ),
    DecisionKind.SURRENDER: lambda: _("The certification ends at this moment; the person is told."),
}
"""What follows from a decision on a status, said before it is made."""


@page(area="desk", permission=DECIDERS)
def carry(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Decide on a status as it was proposed."""
    file = _opened(request, pk)
    follows = FOLLOWS[file.kind]() if file.kind in FOLLOWS else ""
    form = ReasonsForm(request.POST or None, record=file)
    harm = file.kind in {DecisionKind.SUSPEND, DecisionKind.WITHDRAW}
    return _on(request, file, decisions.carry, form, consequence=follows, harm=harm)


@page(area="desk", permission=DECIDERS)
def refuse(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Refuse, naming the criteria that are not met."""
    file = _opened(request, pk)
    codes = queries.codes(file.version) if file.is_grant else {}
    follows = _("The person is told the reasons and how to appeal.") if file.is_grant else ""
    return perform(
        request,
        decisions.refuse,
        RefuseForm(request.POST or None, record=file, codes=codes),
        record=file,
        arguments=lambda typed: {**typed, "criteria": tuple(typed.get("criteria", ()))},
        then=("certification:file", file.pk),
        template="certification/on_file.html",
        context={**seen(request, file), "consequence": follows, "harm": True},
    )


@page(area="desk", permission=DECIDERS)
def return_file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Send a file back with what is missing."""
    file = _opened(request, pk)
    return _on(request, file, decisions.return_file, QuestionForm(request.POST or None, record=file))


@page(area="desk", permission=may_open_files)
def resubmit(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Bring a file back with the answer."""
    file = _opened(request, pk)
    return _on(request, file, decisions.resubmit, AnswerForm(request.POST or None, record=file))


@page(area="desk", permission=may_put_right)
def prepare_anew(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Have a decision made anew."""
    file = _opened(request, pk)
    return perform(
        request,
        proposals.prepare_anew,
        GroundsForm(request.POST or None, record=file),
        record=file,
        then=lambda made: ("certification:file", made.pk),
        template="certification/on_file.html",
        context=seen(request, file),
    )


@page(area="desk", permission=holds(OPERATIONS, QUALITY_MANAGER, EXAM_MANAGER))
def propose(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Propose what becomes of a certification."""
    found = get_object_or_404(Certification.objects.select_related(*Certification.reload_with), pk=pk)
    certification = open_certification(by=request.actor, certification=found)
    kinds = [each for each in DecisionKind if each in FITTING.get(CertificationState(certification.state), ())]
    last = latest_deadline(certification)
    form = ProposeForm(request.POST or None, record=certification, kinds=kinds or list(DecisionKind)[1:])
    form.fields["deadline_on"].help_text = _("For a suspension: until %(day)s at the latest.") % {
        "day": date_format(last, "j M Y")
    }
    return perform(
        request,
        proposals.propose,
        form,
        record=certification,
        arguments=lambda typed: {**typed, "kind": DecisionKind(typed["kind"])},
        then=lambda made: ("certification:file", made.pk),
        context={"kind": certification.number},
    )
