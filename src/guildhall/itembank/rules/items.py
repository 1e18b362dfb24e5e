"""Who has a part in an item, to which domain it belongs, and when it may be changed."""

from django.utils.translation import gettext as _

from guildhall.governance.queries.ai import ai_use_is_on
from guildhall.itembank import delivering, queries
from guildhall.itembank.intake import Intake
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import TRAINING, barred
from guildhall.itembank.questions import question_of
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Scheme

FITNESS = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")
EXPERTS = ("2026:6.5/expert-validation", "2026:6.5/human-oversight")
DRAFTING = "item-drafting"
"""The short name of this use in the register of artificial intelligence."""


@rule("R-10", clauses=TRAINING)
def trainers_see_only_their_own(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """Who trains for a scheme has no part in items of it that others wrote, whatever their role."""
    if by.is_person(version.authored_by_id):
        return None
    return barred(by, version.item.scheme.scope_id)


@rule("R-54", clauses=("2026:6.5/verify-manage-monitor", *EXPERTS))
def a_machine_drafts_only_where_it_is_on(*, by_machine: bool, drafted_with: str) -> Refusal | None:
    """A machine drafts items only while its use is on in the body's register, in the version that was verified."""
    if not by_machine:
        return None
    if not drafted_with.strip():
        return Refusal(
            _("It is not said which version of the machine drafted this item."),
            mend=Mend(_("Name it: what was verified is true of one version alone.")),
            field="drafted_with",
        )
    return ai_use_is_on(DRAFTING, model_version=drafted_with)


@rule("R-26", clauses=FITNESS)
def domain_belongs_to_the_scheme(*, scheme: Scheme, domain_code: str) -> Refusal | None:
    """An item is written for a domain of its scheme's blueprint."""
    return no_domain(scheme, domain_code)


@rule("R-26", clauses=FITNESS)
def new_domain_belongs_to_the_scheme(*, version: ItemVersion, domain_code: str) -> Refusal | None:
    """An item moves to a domain of its own scheme's blueprint."""
    return no_domain(version.item.scheme, domain_code)


def no_domain(scheme: Scheme, code: str) -> Refusal | None:
    """Why an item cannot belong to a domain of that code; None where it can."""
    if queries.domain_title(scheme, code) is not None:
        return None
    return Refusal(
        _("“%(code)s” is no domain of %(scheme)s.") % {"code": code, "scheme": scheme.name},
        mend=Mend(_("Choose a domain of the blueprint.")),
        field="domain_code",
    )


@rule("item-used", kind=Kind.OURS, clauses=FITNESS)
def a_draft_alone_changes(*, version: ItemVersion) -> Refusal | None:
    """Only a draft that was never in use is changed: what candidates met stays what it was."""
    if version.state == ItemState.DRAFT and version.approved_at is None:
        return None
    return Refusal(
        _("This version is not a draft any more, or was in use already, and does not change."),
        mend=Mend(_("Have it sent back, or write a new version of the item."), act="itembank.item.revise"),
    )


@rule("item-form", kind=Kind.OURS)
def form_can_keep_all_of_it(*, version: ItemVersion) -> Refusal | None:
    """An item is edited in the form only if the form can keep everything that it holds."""
    if question_of(delivering.parsed(version)):
        return None
    return Refusal(
        _("This item holds more than the form can keep, and nothing of it would be lost by accident here."),
        mend=Mend(_("Change it where it was written, and hand the new file in for it."), act="itembank.item.replace"),
    )


@rule("item-used", kind=Kind.OURS, clauses=FITNESS)
def what_was_in_use_is_revised(*, version: ItemVersion) -> Refusal | None:
    """A new version is made of one that was in use; anything else is changed while it is a draft."""
    if version.approved_at is not None and version.state != ItemState.COMPROMISED:
        return None
    return Refusal(
        _("This version was never in use, or it is locked; a new version is made of one that was approved."),
        mend=Mend(_("Change the draft itself, or have the lock taken away first.")),
    )


@rule("one-draft", kind=Kind.OURS)
def no_other_version_is_under_way(*, version: ItemVersion) -> Refusal | None:
    """Nobody works on two versions of the same item at once."""
    other = queries.other_open(version)
    if other is None:
        return None
    return Refusal(
        _("Somebody works on version %(ordinal)s of this item already.") % {"ordinal": other.ordinal},
        mend=Mend(_("Open that version."), link=("itembank:version", str(other.version_id))),
    )


@rule("item-file", kind=Kind.OURS, clauses=FITNESS)
def file_holds_one_good_item(*, intake: Intake) -> Refusal | None:
    """A draft is replaced by a file that holds exactly one item with nothing wrong."""
    findings = [*intake.findings, *(finding for each in intake.found for finding in each.findings)]
    wrong = next((each for each in findings if each.severity == "error"), None)
    if wrong:
        return Refusal(str(wrong.message), mend=Mend(str(wrong.remedy)), field="file")
    if len(intake.found) == 1:
        return None
    return Refusal(
        _("The file holds %(count)s items, and it stands for one.") % {"count": len(intake.found)},
        mend=Mend(_("Hand in a file or package with this item alone.")),
        field="file",
    )


@rule("item-file", kind=Kind.OURS)
def file_is_of_this_item(*, version: ItemVersion, intake: Intake) -> Refusal | None:
    """A file replaces the item whose identifier it has, so that no other item is overwritten by mistake."""
    found = intake.found[0]
    if found.identifier == version.item.identifier:
        return None
    return Refusal(
        _("The item in this file is called “%(found)s”, this one “%(here)s”.")
        % {"found": found.identifier, "here": version.item.identifier},
        mend=Mend(_("Hand in the file of this item, or give it this identifier.")),
        field="file",
    )


@rule("R-60", clauses=["2012:7.4.1", "2012:10.2.4", "2026:7.4"])
def a_reason_is_given(*, reason: str) -> Refusal | None:
    """Whoever locks, clears or retires an item says why."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could judge later why this was done."),
        mend=Mend(_("Say in a sentence why.")),
        field="reason",
    )
