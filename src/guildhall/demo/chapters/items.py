"""The items: handed in as a package, reviewed by others, and approved by a third who answered them blind."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall import qti
from guildhall.demo import packing, words
from guildhall.demo.body import Body
from guildhall.itembank import delivering, intake
from guildhall.itembank.acts import imports, items, policies, reviews, validations
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemImport, ItemVersion, StagedItem, Step
from guildhall.itembank.queries import accepted_by
from guildhall.itembank.questions import question_of
from guildhall.vault import keys
from guildhall.vault.files import receive
from guildhall.vault.kinds import ZIP

AUTHOR, MANAGER, STEWARD = "expert2", "examinations", "expert1"
REVIEWERS = ("panel1", "expert5")
SENT_BACK = "C07"
RIGHT: dict[str, Any] = {"content_is_right": True, "key_is_right": True}
FAIR: dict[str, Any] = {"language_is_clear": True, "language_is_fair": True}


def tell(body: Body) -> None:
    """Eighty items come in and into use; one of them is sent back first."""
    diary = body.diary
    diary.ago(600, partial(_set_policy, body), "09:30")
    diary.ago(599, partial(_hand_in, body))
    diary.ago(596, partial(_take_in, body), "11:30")
    diary.ago(593, partial(_submit_all, body), "10:00")
    for place, domain in enumerate("ABCDEF"):
        diary.ago(589 - place, partial(_review, body, domain), "14:00")
    diary.ago(580, partial(_mend, body), "16:30")
    diary.ago(577, partial(_accept_what_was_mended, body), "09:15")
    diary.ago(576, partial(_assess_all, body), "11:00")
    diary.ago(575, partial(_answer_all_blind, body), "13:30")
    diary.ago(574, partial(_approve_all, body), "14:30")


def _set_policy(body: Body) -> None:
    reason = body.told.bank["policy"]["first"]
    policies.set_policy(by=body.by(STEWARD), scheme=body.scheme, fairness_apart=True, reason=reason)


def _hand_in(body: Body) -> None:
    """One file of the package is rejected with its reason; the others wait for their domains."""
    upload = SimpleUploadedFile("Items WTT level 2.zip", packing.package(body.told.items), ZIP.media_type)
    found = intake.examined(receive(upload, key_id=keys.BODY, allowed=intake.ACCEPTED))
    imports.stage(by=body.by(AUTHOR), scheme=body.scheme, intake=found)


def _take_in(body: Body) -> None:
    batch = ItemImport.objects.select_related("scheme__scope").get()
    good = StagedItem.objects.filter(batch=batch, rejected=False)
    placed = {each.position: each.identifier[0] for each in good}
    batch = imports.arrange(by=body.by(AUTHOR), batch=batch, domains=placed)
    imports.take(by=body.by(AUTHOR), batch=batch)


def _all(body: Body, **where: object) -> list[ItemVersion]:
    found = ItemVersion.objects.filter(item__scheme=body.scheme, **where)
    return list(found.select_related("item__scheme__scope").order_by("item__number"))


def _submit_all(body: Body) -> None:
    for version in _all(body):
        reviews.submit(by=body.by(AUTHOR), version=version)


def _review(body: Body, domain: str) -> None:
    """Two reviewers share a domain; one item goes back to its author."""
    for place, version in enumerate(_all(body, item__domain_code=domain)):
        by = body.by(REVIEWERS[place % 2])
        if version.item.identifier == SENT_BACK:
            reviews.send_back(by=by, version=version, comment=words.TO_MEND, content_is_right=False)
        else:
            reviews.accept(by=by, version=version, **RIGHT)


def _mend(body: Body) -> None:
    (version,) = _all(body, item__identifier=SENT_BACK)
    question = question_of(delivering.parsed(version))
    assert question is not None  # noqa: S101  # it was built of nothing but what the form holds
    mended = replace(question, stem=f"{question.stem} {words.MENDED}")
    version = items.edit(by=body.by(AUTHOR), version=version, question=mended)
    reviews.submit(by=body.by(AUTHOR), version=version)


def _accept_what_was_mended(body: Body) -> None:
    (version,) = _all(body, item__identifier=SENT_BACK)
    reviews.accept(by=body.by(REVIEWERS[0]), version=version, comment=words.IS_MENDED, **RIGHT)


def _assess_all(body: Body) -> None:
    """Whoever did not review the content of an item looks at its fairness and language."""
    for version in _all(body, state=ItemState.FAIRNESS):
        seen = accepted_by(version, Step.CONTENT)
        other = next(each for each in REVIEWERS if body.people[each].id not in seen)
        reviews.assess(by=body.by(other), version=version, **FAIR)


def _answer_all_blind(body: Body) -> None:
    """The examination manager has seen no key and answers every item."""
    for version in _all(body, state=ItemState.KEYING):
        answer(body, version)


def answer(body: Body, version: ItemVersion) -> None:
    """The examination manager answers an item as somebody does who knows the trade."""
    validations.answer(by=body.by(MANAGER), version=version, answers=qti.key(delivering.parsed(version)))


def _approve_all(body: Body) -> None:
    for version in _all(body):
        reviews.approve(by=body.by(MANAGER), version=version)
