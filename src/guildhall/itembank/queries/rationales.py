"""What was written on why a key is right and distractors are wrong. Asks nobody's permission: a reading has asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.models import ItemVersion, Rationale

ANSWER = "answer"
"""Under which name the reason stands for an item that offers nothing to choose from."""


@dataclass(frozen=True)
class Target:
    """Something that has a reason: an option or the answer, in words, and whether it is right."""

    name: str
    words: str
    is_right: bool


@dataclass(frozen=True)
class Reason:
    """A target with what was written on it: why, and where it is written."""

    target: Target
    why: str = ""
    reference: str = ""


def targets(item: qti.Item) -> list[Target]:
    """What of an item can have a reason: every option of its questions, and the answer where one offers none."""
    told = qti.describe(item)
    if len(told.questions) < 2:
        found = [target for each in told.questions for target in _options(each, told)]
        return found or [Target(ANSWER, _("The right answer"), is_right=True)]
    placed = enumerate(told.questions, start=1)
    return [_of_question(place, each) for place, asked in placed for each in _several(asked, told)]


def _several(question: qti.Question, told: qti.Description) -> list[Target]:
    """What of one of several questions can have a reason."""
    answer = Target(f"{question.response} {ANSWER}", _("The right answer"), is_right=True)
    return _options(question, told) or [answer]


def _of_question(place: int, target: Target) -> Target:
    words = _("Question %(place)d: %(words)s") % {"place": place, "words": target.words}
    return replace(target, words=words)


def _options(question: qti.Question, told: qti.Description) -> list[Target]:
    right = " ".join(told.correct.get(question.response, [])).split()
    return [
        Target(f"{question.response} {each.identifier}", each.text or each.identifier, each.identifier in right)
        for each in question.options
    ]


def reasons(version: ItemVersion, item: qti.Item) -> list[Reason]:
    """Every target of a version with its reason; empty where none was written."""
    kept = Rationale.objects.filter(version=version).first()
    written: Mapping[str, list[str]] = kept.reasons if kept else {}
    return [Reason(each, *written.get(each.name, ("", ""))) for each in targets(item)]
