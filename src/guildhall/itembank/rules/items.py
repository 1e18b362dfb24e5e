"""Who may judge whose item, what a judgement must say, and what an item must be before a candidate meets it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.governance.queries.ai import ai_use_is_on
from guildhall.itembank import contents, delivering, queries
from guildhall.itembank.intake import Intake
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemReview, ItemVersion, Origin
from guildhall.itembank.permissions import TRAINING, barred
from guildhall.itembank.questions import CHOOSING, Form, Question, question_of
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Scheme

FOUR_EYES = ("2012:9.2.4", "2012:10.2.3", "2026:9.3")
FITNESS = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")
SECURITY = ("2012:7.4.1", "2012:7.4.2", "2026:7.4")
EXPERTS = ("2026:6.5/expert-validation", "2026:6.5/human-oversight")
DRAFTING = "item-drafting"
"""The short name of this use in the register of artificial intelligence."""


@rule("R-10", clauses=TRAINING)
def trainers_see_only_their_own(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """Who trains for a scheme has no part in items of it that others wrote, whatever their role."""
    if by.is_person(version.authored_by_id):
        return None
    return barred(by, version.item.scheme.scope_id)


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def reviewer_is_no_author(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """Nobody reviews an item that they wrote, nor a later version of it."""
    if by.person_id not in queries.authors(version):
        return None
    return Refusal(
        _("You wrote this item, or an earlier version of it, and an author does not review their own item."),
        mend=Mend(_("Somebody else who reviews items of this scheme does it.")),
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.ACCREDITATION)
def approver_is_no_author(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """Nobody approves an item that they wrote, nor a later version of it."""
    if by.person_id not in queries.authors(version):
        return None
    return Refusal(
        _("You wrote this item, or an earlier version of it, and an author does not approve their own item."),
        mend=Mend(_("Somebody else who manages examinations of this scheme approves it.")),
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.OURS)
def approver_is_not_its_only_reviewer(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """What is approved was accepted in review by somebody who neither wrote nor approves it."""
    accepted = ItemReview.objects.filter(version=version, accepted=True)
    if accepted.exclude(reviewed_by_id=by.person_id).exclude(reviewed_by__in=queries.authors(version)).exists():
        return None
    return Refusal(
        _("Nobody but you accepted this item in review, and one person does not both review and approve it."),
        mend=Mend(_("Send it back, so that somebody else reviews it, or let somebody else approve it.")),
    )


@rule("R-26", clauses=FITNESS)
def review_accepts_the_whole(*, content_is_right: bool, key_is_right: bool, language_is_fair: bool) -> Refusal | None:
    """An item is accepted in every respect: its content, its key, its language and fairness; or it is sent back."""
    answers = {
        "content_is_right": content_is_right,
        "key_is_right": key_is_right,
        "language_is_fair": language_is_fair,
    }
    open_one = next((name for name, held in answers.items() if not held), "")
    if not open_one:
        return None
    return Refusal(
        _("An item is accepted when its content, its key, its language and fairness are right; not all are ticked."),
        mend=Mend(_("Look at what is not ticked; if it is not right, send the item back and say what to mend.")),
        field=open_one,
    )


@rule("R-26", clauses=FITNESS)
def author_learns_what_to_mend(*, comment: str) -> Refusal | None:
    """Who sends an item back says why, or its author could not mend it."""
    if comment.strip():
        return None
    return Refusal(
        _("An item that is sent back without a comment could not be mended by its author."),
        mend=Mend(_("Say what is to be mended.")),
        field="comment",
    )


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


@rule("R-54", clauses=EXPERTS)
def an_expert_stands_for_what_a_machine_drafted(*, version: ItemVersion, as_expert: bool) -> Refusal | None:
    """What a machine drafted passes no review unless a named human expert stands for it."""
    if as_expert or version.origin != Origin.MACHINE:
        return None
    return Refusal(
        _("A machine drafted this item, and such an item passes review only if a human expert stands for it by name."),
        mend=Mend(_("Work the item through yourself and say so, or send it back.")),
        field="as_expert",
    )


@rule("R-26", clauses=FITNESS)
def item_can_be_given_and_scored(*, version: ItemVersion) -> Refusal | None:
    """An item can be shown, answered and scored by the house, and is worth something."""
    item = delivering.parsed(version)
    wrong = next((each for each in qti.validate(item) if each.severity == "error"), None)
    if wrong:
        return Refusal(wrong.message, mend=Mend(wrong.remedy))
    if qti.describe(item).by_hand or version.maximum <= 0:
        return Refusal(
            _("The house cannot score this item: a person would have to, or it yields no points."),
            mend=Mend(_("Write it such that its key and its points stand in it.")),
        )
    return None


@rule("R-26", clauses=FITNESS)
def what_is_approved_was_reviewed(*, version: ItemVersion) -> Refusal | None:
    """What is approved is, to the letter, what was accepted in review."""
    review = queries.latest_review(version)
    if review and review.accepted and review.fingerprint == contents.fingerprint(version):
        return None
    return Refusal(
        _("This item is no longer what was accepted in review, or it has not been reviewed since it was submitted."),
        mend=Mend(_("Send it back; its author submits it for review again."), act="itembank.item.send-back"),
    )


@rule("R-26", clauses=FITNESS)
def item_stands_in_the_blueprint(*, version: ItemVersion) -> Refusal | None:
    """An item in use belongs to a domain of the scheme version in effect, or it could stand in no form."""
    return _no_domain(version.item.scheme, version.item.domain_code)


@rule("R-26", clauses=FITNESS)
def domain_belongs_to_the_scheme(*, scheme: Scheme, domain_code: str) -> Refusal | None:
    """An item is written for a domain of its scheme's blueprint."""
    return _no_domain(scheme, domain_code)


@rule("R-26", clauses=FITNESS)
def new_domain_belongs_to_the_scheme(*, version: ItemVersion, domain_code: str) -> Refusal | None:
    """An item moves to a domain of its own scheme's blueprint."""
    return _no_domain(version.item.scheme, domain_code)


def _no_domain(scheme: Scheme, code: str) -> Refusal | None:
    if code in queries.domain_codes(scheme):
        return None
    return Refusal(
        _("“%(code)s” is no domain of %(scheme)s.") % {"code": code, "scheme": scheme.name},
        mend=Mend(_("Choose a domain of the blueprint.")),
        field="domain_code",
    )


@rule("item-whole", kind=Kind.OURS, clauses=FITNESS)
def question_is_whole(*, question: Question) -> Refusal | None:
    """A question says what it asks, gives different options to choose from, and knows what is right."""
    return (
        _without_words(question)
        or (_unfit_options(question) if question.form in CHOOSING else None)
        or _no_key(question)
    )


def _without_words(question: Question) -> Refusal | None:
    lacking = next((name for name in ("title", "stem") if not getattr(question, name).strip()), "")
    if not lacking:
        return None
    return Refusal(_("An item needs a title and a question."), mend=Mend(_("Write what is missing.")), field=lacking)


def _unfit_options(question: Question) -> Refusal | None:
    options = [each.strip() for each in question.options]
    if len(options) >= 2 and all(options) and len({each.casefold() for each in options}) == len(options):
        return None
    return Refusal(
        _("There are fewer than two options, or one of them is empty or stands there twice."),
        mend=Mend(_("Write at least two options that differ.")),
        field="option_2" if len(options) < 2 else "option_1",
    )


def _no_key(question: Question) -> Refusal | None:
    if _has_key(question):
        return None
    return Refusal(
        _("Nothing says which answer is right, or what is right is no option."),
        mend=Mend(_("Say what is right.")),
        field="key",
    )


def _has_key(question: Question) -> bool:
    if question.form == Form.TEXT_ENTRY:
        return bool(question.key) and _is_of(question.base, question.key)
    one = question.form != Form.MULTIPLE_CHOICE
    return bool(question.key) and set(question.key) <= set(question.letters) and (len(question.key) == 1 or not one)


def _is_of(base: str, answers: Sequence[str]) -> bool:
    """Whether the accepted answers are texts, or the one number that is asked for."""
    if base == "string":
        return all(each.strip() for each in answers)
    number = int if base == "integer" else float
    try:
        return len(answers) == 1 and number(answers[0]) is not None
    except ValueError:
        return False


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
    other = queries.others_open(version).first()
    if other is None:
        return None
    return Refusal(
        _("Somebody works on version %(ordinal)s of this item already.") % {"ordinal": other.ordinal},
        mend=Mend(_("Open that version."), link=("itembank:version", str(other.pk))),
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
