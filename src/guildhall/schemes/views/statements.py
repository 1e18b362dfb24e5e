"""Pages of what the body says to everybody."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.schemes import queries
from guildhall.schemes.acts import statements
from guildhall.schemes.forms.common import ReasonForm
from guildhall.schemes.forms.schemes import ConfirmForm, StatementForm
from guildhall.schemes.models import Statement
from guildhall.schemes.permissions import may_approve_statements, may_propose_statements, may_read_schemes
from guildhall.schemes.views import states
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import Column, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

REGISTER = ListPage[Statement](
    name="schemes.statements",
    title=gettext_noop("Public statements"),
    queryset=lambda request: Statement.objects.all(),
    order="-number",
    columns=[
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("schemes:statement", row.pk), "number", True
        ),
        Column(gettext_noop("On"), lambda row: row.kind_word, order="kind"),
        Column(gettext_noop("State"), states.of_statement),
        Column(gettext_noop("Proposed"), lambda row: row.proposed_at, order="proposed_at"),
        Column(gettext_noop("Approved"), lambda row: row.approved_at, order="approved_at"),
    ],
    empty=gettext_noop(
        "Here stands what everybody may know without asking: how the body stays impartial, and how appeals and "
        "complaints are made. The quality manager proposes, top management approves; no scheme is published before."
    ),
    new=(statements.propose, ("schemes:statement-propose",)),
)

MOVES: dict[str, tuple[Act[..., Statement], type[ActForm]]] = {
    "approve": (statements.approve, ConfirmForm),
    "reject": (statements.reject, ReasonForm),
}


@page(area="desk", permission=may_read_schemes)
def register(request: PageRequest) -> HttpResponseBase:
    """All statements, the latest first."""
    return REGISTER.response(request)


@page(area="desk", permission=may_propose_statements)
def propose(request: PageRequest) -> HttpResponse:
    """Write a statement; the one in effect is its draft."""
    kind = request.GET.get("kind", "")
    current = queries.statement(kind)
    began = {"kind": kind, "words": current.words if current else ""}
    form = StatementForm(request.POST or None, initial=began)
    return perform(request, statements.propose, form, then=lambda made: ("schemes:statement", made.pk))


@page(area="desk", permission=may_read_schemes)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One statement with its words and its approval."""
    statement = _statement(pk)
    known = {"statement": statement}
    return render_record(
        request,
        statement,
        kind=_("Public statement: %(kind)s") % {"kind": statement.kind_word},
        title=statement.number,
        status=states.of_statement(statement),
        facts=[
            Fact(_("Proposed"), statement.proposed_at, note=statement.proposed_by.name),
            Fact(
                _("Approved"),
                statement.approved_at,
                note=statement.approved_by.name if statement.approved_by else "",
            ),
        ],
        offers=[
            Offer(statements.approve, ("schemes:statement-approve", statement.pk), known, main=True),
            Offer(statements.reject, ("schemes:statement-reject", statement.pk), known),
        ],
        template="schemes/statement.html",
        context={"statement": statement},
    )


@page(area="desk", permission=may_approve_statements)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Publish or reject a statement."""
    statement = _statement(pk)
    act, form = MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=statement),
        record=statement,
        then=("schemes:statement", statement.pk),
        template="schemes/on_statement.html",
        context={"statement": statement, "back": url(("schemes:statement", statement.pk))},
    )


def _statement(pk: UUID) -> Statement:
    return get_object_or_404(Statement.objects.select_related("proposed_by", "approved_by"), pk=pk)
