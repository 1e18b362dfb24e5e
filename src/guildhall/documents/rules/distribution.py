"""What holds of whom a document is for, and of who says that they have read and understood it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from guildhall.documents import queries
from guildhall.documents.lifecycles import IN_EFFECT, VersionState
from guildhall.documents.models import Distribution, Document, DocumentVersion
from guildhall.documents.rules import ACCESS, CONTROL
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import all_roles
from guildhall.identity.roles import role as role_named
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

READ = ("2012:6.1.5", "2012:10.2.3", "2026:6.1")
Question = dict[str, Any]


@rule("distribution-role", clauses=ACCESS, kind=Kind.OURS)
def role_is_one_and_held_there(*, role: str, scope: Scope | None) -> Refusal | None:
    """A document is distributed to a role that the house knows, where that role is held."""
    if role not in {each.code for each in all_roles()}:
        return Refusal(_("There is no such role."), mend=Mend(_("Choose one of those listed.")), field="role")
    if scope is None or role_named(role).where == scope.kind:
        return None
    return Refusal(
        _("This role cannot be held for that scope."),
        mend=Mend(_("Choose the body, a scheme, or everywhere, as the role asks.")),
        field="scope",
    )


@rule("distribution-one", clauses=ACCESS, kind=Kind.OURS)
def not_distributed_there_yet(*, document: Document, role: str, scope: Scope | None) -> Refusal | None:
    """A document is distributed to a role once."""
    live = Distribution.objects.filter(document=document, role=role, scope=scope, ended_at__isnull=True)
    if not live.exists():
        return None
    return Refusal(
        _("This document is distributed to this role already."), mend=Mend(_("End that distribution first."))
    )


@rule("check-sensible", clauses=READ, kind=Kind.OURS)
def questions_can_be_answered(*, must_acknowledge: bool, questions: Sequence[Question]) -> Refusal | None:
    """A check is a few questions, each with two options or more, of which one is right; it belongs to a signature."""
    if questions and not must_acknowledge:
        return Refusal(
            _("Questions are answered with an acknowledgement, and none is asked for here."),
            mend=Mend(_("Ask for the acknowledgement, or take the questions away.")),
            field="questions",
        )
    if all(_can_be_answered(each) for each in questions):
        return None
    return Refusal(
        _("A question needs its words, two different options or more, and one of them that is right."),
        mend=Mend(_("Write the question on a line, and its options below, the right one with a star before it.")),
        field="questions",
    )


def _can_be_answered(question: Question) -> bool:
    options, right = question.get("options"), question.get("right")
    words = str(question.get("question", "")).strip()
    several = isinstance(options, list) and len({str(each).strip() for each in options} - {""}) >= 2
    return bool(words and several and isinstance(options, list) and right in range(len(options)))


@rule("distribution-open", clauses=ACCESS, kind=Kind.OURS)
def distribution_is_not_ended(*, distribution: Distribution) -> Refusal | None:
    """A distribution is ended once."""
    if distribution.ended_at is None:
        return None
    return Refusal(_("This distribution has been ended."), mend=Mend(_("Distribute the document again if need be.")))


@rule("R-46", clauses=READ)
def version_binds_or_will(*, version: DocumentVersion) -> Refusal | None:
    """What is acknowledged is in effect, or approved and about to be: nobody signs for a draft or for what is over."""
    if version.state in (*IN_EFFECT, VersionState.APPROVED):
        return None
    return Refusal(
        _("This version is not in effect, so there is nothing to acknowledge."),
        mend=Mend(_("Acknowledge the version that is in effect."), link=("documents:mine",)),
    )


@rule("R-46", clauses=READ)
def not_acknowledged_yet(*, person: Person, version: DocumentVersion) -> Refusal | None:
    """A version is acknowledged once."""
    if not version.acknowledgements.filter(person=person).exists():
        return None
    return Refusal(_("You have acknowledged this version already."), mend=Mend(_("Nothing more needs to be done.")))


@rule("R-46", clauses=READ)
def the_check_is_passed(*, person: Person, version: DocumentVersion, answers: Sequence[int]) -> Refusal | None:
    """Where a check is wanted, whoever says that they understood the document answers every question rightly."""
    asked = queries.questions_for(person.pk, version)
    wrong = [place for place, each in enumerate(asked) if list(answers[place : place + 1]) != [each["right"]]]
    if not wrong:
        return None
    return Refusal(
        _("The answer to this question is not right: %(question)s") % {"question": asked[wrong[0]]["question"]},
        mend=Mend(_("Read that part of the document again and answer once more.")),
        clauses=CONTROL,
        field=f"question_{wrong[0]}",
    )
