"""Who may judge whose item, what a judgement must say, and what was to be found before an item goes on."""

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import delivering, queries
from guildhall.itembank.models import ItemVersion, Origin, Step
from guildhall.itembank.queries.seconding import content_reviewers
from guildhall.itembank.rules.items import EXPERTS, FITNESS, no_domain
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

FOUR_EYES = ("2012:9.2.4", "2012:10.2.3", "2026:9.3")


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
    if queries.content_reviewers(version) - {by.person_id} - queries.authors(version):
        return None
    return Refusal(
        _("Nobody but you accepted this item in review, and one person does not both review and approve it."),
        mend=Mend(_("Send it back, so that somebody else reviews it, or let somebody else approve it.")),
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.OURS)
def the_policy_wants_a_second_reviewer(*, version: ItemVersion) -> Refusal | None:
    """A first of two reviewers accepts an item where the policy of the scheme wants two, and nobody did before."""
    if queries.awaits_second(version):
        return None
    return Refusal(
        _("The policy of this scheme wants no further reviewer after you, so you accept it for good."),
        mend=Mend(_("Accept its content."), act="itembank.item.accept"),
    )


@rule("R-11", clauses=FOUR_EYES, kind=Kind.OURS)
def as_many_accepted_as_the_policy_wants(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """Where the policy of the scheme wants two reviewers, another one accepted the content before."""
    wanted = queries.policy(version.item.scheme).reviewers
    accepted = queries.accepted_by(version, Step.CONTENT) if wanted > 1 else set()
    if wanted < 2 or accepted - {by.person_id}:
        return None
    if accepted:
        return _they_were_the_first(version)
    return Refusal(
        _("The policy of this scheme wants two reviewers, and nobody but you accepted the content of this item."),
        mend=Mend(_("Accept it as the first of two; somebody else is the second."), act="itembank.item.endorse"),
    )


def _they_were_the_first(version: ItemVersion) -> Refusal:
    """Why the first of two reviewers has nothing more to accept, and who could be the second."""
    free = content_reviewers(version).free
    mend = _("Free to be the second: %(names)s.") % {"names": ", ".join(free)} if free else _nobody_is_free()
    return Refusal(
        _("You have accepted its content as the first of two reviewers; the other one has to be somebody else."),
        mend=Mend(mend),
    )


def _nobody_is_free() -> str:
    return _("Nobody else reviews items of this scheme today: top management gives somebody the role.")


@rule("R-11", clauses=FOUR_EYES, kind=Kind.OURS)
def fairness_is_looked_at_apart(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """Where the policy of the scheme says so, fairness and language are reviewed by somebody else than the content."""
    apart = queries.policy(version.item.scheme).fairness_apart
    if not apart or by.person_id not in queries.accepted_by(version, Step.CONTENT):
        return None
    return Refusal(
        _("You reviewed the content of this item, and this scheme has somebody else look at fairness and language."),
        mend=Mend(_("Another reviewer of this scheme does it.")),
    )


@rule("R-26", clauses=FITNESS)
def review_accepts_the_content(*, content_is_right: bool, key_is_right: bool) -> Refusal | None:
    """The content of an item is accepted together with its key, or the item is sent back."""
    return _not_all(content_is_right=content_is_right, key_is_right=key_is_right)


@rule("R-26", clauses=FITNESS)
def review_accepts_the_language(*, language_is_clear: bool, language_is_fair: bool) -> Refusal | None:
    """An item is accepted when its language is clear and nobody is put at a disadvantage, or it is sent back."""
    return _not_all(language_is_clear=language_is_clear, language_is_fair=language_is_fair)


def _not_all(**answers: bool) -> Refusal | None:
    open_one = next((name for name, held in answers.items() if not held), "")
    if not open_one:
        return None
    return Refusal(
        _("An item is accepted when everything that is looked at in this step is right; not all is ticked."),
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


@rule("R-54", clauses=EXPERTS)
def an_expert_stands_for_what_a_machine_drafted(*, version: ItemVersion) -> Refusal | None:
    """What a machine drafted passes no content review before a named human expert stands for it, as it is now."""
    if version.origin != Origin.MACHINE:
        return None
    if queries.stands_for_it(version) - queries.authors(version):
        return None
    return Refusal(
        _("A machine drafted this item, and it passes no review before a human expert stands for it by name."),
        mend=Mend(
            _("An expert works it through and says how they verified it; or send it back."),
            act="itembank.validation.stand",
            link=("itembank:version-stand", str(version.pk)),
        ),
    )


@rule("R-26", clauses=FITNESS)
def item_can_be_given_and_scored(*, version: ItemVersion) -> Refusal | None:
    """An item can be shown, answered and scored by the house, and is worth something."""
    item = delivering.parsed(version)
    wrong = next((each for each in qti.validate(item) if each.severity == "error"), None)
    if wrong:
        return Refusal(wrong.message, mend=Mend(wrong.remedy))
    if any(each.kind == "upload" for each in item.interactions):
        return Refusal(
            _("Candidates would answer this item by a file, and an examination here takes none in."),
            mend=Mend(_("Keep it for practice, or export it; for an examination ask for what its key can score.")),
        )
    if qti.describe(item).by_hand or version.maximum <= 0:
        return Refusal(
            _("The house cannot score this item: a person would have to, or it yields no points."),
            mend=Mend(_("Write it such that its key and its points stand in it.")),
        )
    return None


@rule("R-26", clauses=FITNESS)
def what_is_approved_was_reviewed(*, version: ItemVersion) -> Refusal | None:
    """What is approved is, to the letter, what was accepted in every step of its review and answered blind."""
    seen = queries.acceptances(version)
    enough = len(seen.get(Step.CONTENT, ())) >= queries.policy(version.item.scheme).reviewers
    if enough and Step.FAIRNESS in seen and queries.key_is_borne_out(version):
        return None
    return Refusal(
        _("This item is no longer what was accepted in review, or a step of its review is missing."),
        mend=Mend(_("Send it back; its author submits it for review again."), act="itembank.item.send-back"),
    )


@rule("R-26", clauses=FITNESS)
def what_was_tried_is_approved(*, version: ItemVersion) -> Refusal | None:
    """What was tried in a pilot is approved as it was tried."""
    if not version.fingerprint or version.fingerprint == queries.fingerprint(version):
        return None
    return Refusal(
        _("This item is no longer what was approved for its pilot."),
        mend=Mend(_("Retire it, and write a new version."), act="itembank.item.retire"),
    )


@rule("R-26", clauses=FITNESS)
def item_stands_in_the_blueprint(*, version: ItemVersion) -> Refusal | None:
    """An item in use belongs to a domain of the scheme version in effect, or it could stand in no form."""
    return no_domain(version.item.scheme, version.item.domain_code)


@rule("open-points", kind=Kind.OURS, clauses=FITNESS)
def no_point_is_open(*, version: ItemVersion) -> Refusal | None:
    """An item does not go on while a point is open that somebody made about it."""
    count = queries.count_of_open_points(version)
    if not count:
        return None
    return Refusal(
        _("Points about this item are open: %(count)d.") % {"count": count},
        mend=Mend(
            _("A reviewer resolves them, or the item is sent back."),
            link=("itembank:version-key", str(version.pk)),
        ),
    )


@rule("open-points", kind=Kind.OURS, clauses=FITNESS)
def every_point_is_answered(*, version: ItemVersion) -> Refusal | None:
    """An author submits an item again when they have answered each open point: how it was mended, or why it was not."""
    if not queries.count_of_open_points(version):
        return None
    count = queries.unanswered_points(version, queries.authors(version)).count()
    if not count:
        return None
    return Refusal(
        _("Points that reviewers made about this item are not answered: %(count)d.") % {"count": count},
        mend=Mend(_("Answer each: say how you mended it, or why not."), link=("itembank:version-key", str(version.pk))),
    )
