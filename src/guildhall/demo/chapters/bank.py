"""The bank in its second year: items in every stage of their life, and what keeps them secret."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.demo import packing
from guildhall.demo.body import Body
from guildhall.demo.chapters.items import AUTHOR, FAIR, MANAGER, RIGHT, STEWARD, answer
from guildhall.exams.acts import forms
from guildhall.exams.models import Form, FormItem
from guildhall.itembank import delivering, exporting, intake, readings
from guildhall.itembank.acts import (
    assignments,
    comments,
    enemies,
    exports,
    exposures,
    flags,
    imports,
    items,
    pilots,
    policies,
    reviews,
    translations,
)
from guildhall.itembank.models import ExportKind, ItemImport, ItemVersion, Level, Translation
from guildhall.itembank.queries import usable_in
from guildhall.itembank.questions import Question, question_of
from guildhall.kernel import clock
from guildhall.vault import keys
from guildhall.vault.files import receive
from guildhall.vault.kinds import QUESTIONS

CONTENT, WORDS = "panel1", "panel4"
"""Who judges the content of new items, and who their fairness and language."""

LATE_AT_NIGHT = "measurement"
"""Who opened three items in use after ten at night, and has still to be asked why."""

WATCHED = {"many": 40, "minutes": 60, "night_from": 22, "night_until": 5, "idle": 10}


def tell(body: Body) -> None:
    """Of items each stands somewhere else this week; one was seen in a group chat and is locked since yesterday."""
    diary = body.diary
    diary.ago(170, partial(_retire_one, body), "13:40")
    diary.ago(120, partial(_let_one_rest, body), "10:15")
    diary.ago(75, partial(_declare_enemies, body), "15:20")
    diary.ago(60, partial(_set_policies, body), "11:00")
    diary.ago(55, partial(_write, body, "pilot"), "16:00")
    diary.ago(50, partial(_bring_to_pilot, body), "10:00")
    diary.ago(19, partial(_assign, body), "09:30")
    diary.ago(17, partial(_try_out, body), "14:30")
    diary.ago(16, partial(_have_translated, body), "10:40")
    diary.ago(14, partial(_write_new_ones, body), "15:00")
    diary.ago(11, partial(_judge_new_ones, body), "10:20")
    diary.ago(9, partial(_translate, body), "17:10")
    diary.ago(8, partial(_hand_in_questions, body), "18:05")
    diary.ago(5, partial(_take_some_in, body), "10:35")
    diary.ago(4, partial(_write_the_same_again, body), "16:45")
    diary.ago(3, partial(_export, body), "11:10")
    diary.at(_last_night(body), partial(_look_at_night, body))
    diary.ago(1, partial(_lock_one, body), "08:35")


def _last_night(body: Body) -> datetime:
    return body.days.at(body.days.on(1), "23:20")


def spare(body: Body, domain: str) -> ItemVersion:
    """An item that may be used and that no candidate has met; the bank holds more of every domain than a form needs."""
    placed = FormItem.objects.filter(form__title="Form 1").values("item_version")
    told_of = [body.told.bank[name]["of"] for name in ("translation", "alike")]
    free = usable_in(body.scheme, domain).exclude(pk__in=placed).exclude(item__identifier__in=told_of)
    found = free.order_by("item__number").first()
    assert found is not None  # noqa: S101
    return found


def _called(body: Body, identifier: str) -> ItemVersion:
    found = ItemVersion.objects.select_related(*ItemVersion.reload_with)
    return found.get(item__scheme=body.scheme, item__identifier=identifier)


def _retire_one(body: Body) -> None:
    reviews.retire(by=body.by(MANAGER), version=spare(body, "A"), reason=body.told.bank["retired"])


def _let_one_rest(body: Body) -> None:
    until = clock.today() + timedelta(days=200)
    flags.rest(by=body.by(MANAGER), version=spare(body, "D"), reason=body.told.bank["rest"], until=until)


def _declare_enemies(body: Body) -> None:
    """One of the two stands in the form that is used, so the other one never will beside it."""
    placed = FormItem.objects.filter(form__title="Form 1", item_version__item__domain_code="C").first()
    assert placed is not None  # noqa: S101  # the form asks about every domain
    number, reason = placed.item_version.item.number, body.told.bank["enemies"]
    enemies.declare(by=body.by(MANAGER), version=spare(body, "C"), other_number=number, reason=reason)


def _set_policies(body: Body) -> None:
    """From now on an item is tried before it counts, and it is said what counts as unusual viewing."""
    by, scheme = body.by(STEWARD), body.scheme
    kept: dict[str, Any] = {"fairness_apart": True, "pilots": True, "pilot_least": 30, "rest_after": 300}
    policies.set_policy(by=by, scheme=scheme, reason=body.told.bank["policy"]["since"], **kept)
    exposures.set_watch(by=by, scheme=scheme, reason=body.told.bank["watch"], **WATCHED)


def _write(body: Body, name: str) -> ItemVersion:
    told = dict(body.told.bank["written"][name])
    domain, options, key = told.pop("domain"), tuple(told.pop("options")), tuple(told.pop("key"))
    question = Question(**told, options=options, key=key)
    return items.write(
        by=body.by(AUTHOR), scheme=body.scheme, domain_code=domain, question=question, level=Level.APPLICATION
    )


def _new(body: Body, name: str) -> ItemVersion:
    """The item of the story that was written under this name, as it stands."""
    title = body.told.bank["written"][name]["title"]
    found = ItemVersion.objects.filter(item__scheme=body.scheme).select_related(*ItemVersion.reload_with)
    return next(each for each in found.order_by("-authored_at") if each.title == title)


def _judged(body: Body, version: ItemVersion) -> ItemVersion:
    """One reviewer accepts the content of an item, and another one its words."""
    accepted = reviews.accept(by=body.by(CONTENT), version=version, **RIGHT)
    return reviews.assess(by=body.by(WORDS), version=accepted, **FAIR)


def _bring_to_pilot(body: Body) -> None:
    submitted = reviews.submit(by=body.by(AUTHOR), version=_new(body, "pilot"))
    answer(body, _judged(body, submitted))
    pilots.approve(by=body.by(MANAGER), version=_new(body, "pilot"))


def _try_out(body: Body) -> None:
    """The second form gets a place that does not count, for the item that is to be tried."""
    form = Form.objects.select_related(*Form.reload_with).get(title="Form 2")
    forms.add(by=body.by(MANAGER), form=form, version=_new(body, "pilot"), pretest=True)


def _assign(body: Body) -> None:
    """A writer is asked for five items; what is written for the domain since counts for it."""
    assignments.give(
        by=body.by(MANAGER),
        scheme=body.scheme,
        writer=body.people[AUTHOR],
        domain_code="E",
        count=5,
        due_on=clock.today() + timedelta(days=45),
        wish=body.told.bank["wish"],
    )


def _write_new_ones(body: Body) -> None:
    """One stays a draft; the others are handed to the reviewers."""
    _write(body, "draft")
    for name in ("content", "fairness", "keying", "returned", "validated"):
        reviews.submit(by=body.by(AUTHOR), version=_write(body, name))


def _judge_new_ones(body: Body) -> None:
    """Each comes as far as it does: one goes back, with a point that is to be settled before it is accepted."""
    reviews.accept(by=body.by(CONTENT), version=_new(body, "fairness"), **RIGHT)
    _judged(body, _new(body, "keying"))
    answer(body, _judged(body, _new(body, "validated")))
    by, back = body.by(WORDS), _new(body, "returned")
    readings.opened(by=by, version=back)
    comments.say(by=by, version=back, words=body.told.bank["point"], point=True)
    reviews.send_back(by=by, version=back, comment=body.told.bank["returned"], content_is_right=False)


def _have_translated(body: Body) -> None:
    source = _called(body, body.told.bank["translation"]["of"])
    translations.assign(by=body.by(MANAGER), version=source, language="de", translator=body.people[AUTHOR])


def _translate(body: Body) -> None:
    """The translation is handed over, and waits for somebody who compares it with its source."""
    told = body.told.bank["translation"]
    draft = _translation().version
    question = question_of(delivering.parsed(draft))
    assert question is not None  # noqa: S101  # it was built of nothing but what the form holds
    german = replace(question, title=told["title"], stem=told["stem"], options=tuple(told["options"]))
    items.edit(by=body.by(AUTHOR), version=draft, question=german)
    translations.hand_over(by=body.by(AUTHOR), translation=_translation())


def _translation() -> Translation:
    return Translation.objects.select_related(*Translation.reload_with).get()


def _hand_in_questions(body: Body) -> None:
    """Questions of a workshop come as a text file, and wait to be looked through."""
    told = body.told.bank["handed_in"]
    upload = SimpleUploadedFile(told["name"], told["content"].encode(), QUESTIONS.media_type)
    found = intake.examined(receive(upload, key_id=keys.BODY, allowed=intake.FORMATS))
    imports.stage(by=body.by(AUTHOR), scheme=body.scheme, intake=found, domain_code="C")


def _take_some_in(body: Body) -> None:
    """Two of them are taken in, one is left out with a reason, and nobody has decided on the others yet."""
    told = body.told.bank["handed_in"]
    batch = ItemImport.objects.select_related(*ItemImport.reload_with).latest("number")
    batch = imports.accept(by=body.by(AUTHOR), batch=batch, positions=told["taken"])
    imports.reject(by=body.by(AUTHOR), batch=batch, positions=told["rejected"], reason=told["because"])


def _write_the_same_again(body: Body) -> None:
    """A draft that says nearly what an item in use says: somebody who wrote neither is asked whether it may stand."""
    told = body.told.bank["alike"]
    question = question_of(packing.item(told["of"], body.told.items[told["of"]]))
    assert question is not None  # noqa: S101  # it was built of nothing but what the form holds
    again = replace(question, title=told["title"], stem=question.stem.replace(told["from"], told["to"]))
    items.write(by=body.by(AUTHOR), scheme=body.scheme, domain_code=told["of"][0], question=again)


def _export(body: Body) -> None:
    """Some items that no candidate has met leave the bank for a trial."""
    told, chosen = body.told.bank["export"], [spare(body, domain) for domain in "BCDE"]
    outgoing = exporting.outgoing(ExportKind.PACKAGE, chosen)
    exports.make(by=body.by(MANAGER), scheme=body.scheme, outgoing=outgoing, **told)


def _look_at_night(body: Body) -> None:
    for version in _of_the_form("D", 3):
        readings.opened(by=body.by(LATE_AT_NIGHT), version=version)


def _of_the_form(domain: str, count: int) -> Iterable[ItemVersion]:
    found = ItemVersion.objects.filter(placements__form__title="Form 1", item__domain_code=domain)
    return found.select_related(*ItemVersion.reload_with).order_by("item__number")[:count]


def _lock_one(body: Body) -> None:
    """A question of the form that is in use was photographed: locked at once, and the form holds it still."""
    (version,) = _of_the_form("B", 1)
    reviews.compromise(by=body.by(MANAGER), version=version, reason=body.told.bank["compromised"])
