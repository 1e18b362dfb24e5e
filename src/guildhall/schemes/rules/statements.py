"""Rules of the body's public statements."""

from django.utils.translation import gettext as _

from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Statement, StatementKind
from guildhall.schemes.rules.parts import unknown
from guildhall.schemes.rules.words import blank


@rule("R-42", clauses=["2012:7.2.2", "2026:7.2"])
def statement_says_something(*, kind: str, words: str) -> Refusal | None:
    """A public statement is on one of the things that everybody may know without asking, and says something on it."""
    if kind not in StatementKind.values:
        return unknown("kind", _("This kind of statement is not known."))
    return blank(words=words)


@rule("R-11", clauses=["2012:7.2.4", "2012:10.2.3", "2026:7.2"], kind=Kind.ACCREDITATION)
def approver_did_not_propose(*, by: Actor, statement: Statement) -> Refusal | None:
    """Four eyes: who proposed a statement does not publish it."""
    if not by.is_person(statement.proposed_by_id):
        return None
    return Refusal(
        _("You proposed this statement yourself, and an author does not approve their own text."),
        mend=Mend(_("Somebody else of top management approves it.")),
    )
