"""Items for tests, made through acts: written by Ivo, reviewed by Rita, approved by Max."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.itembank.acts import items, reviews
from guildhall.itembank.intake import ACCEPTED, Intake, examined
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.questions import Question
from guildhall.vault import keys
from guildhall.vault.files import receive
from tests.cast import acting
from tests.making import Made

RIGHT = {"content_is_right": True, "key_is_right": True, "language_is_fair": True}
TYPES = {"xml": "application/xml", "zip": "application/zip"}


def a_question(**more: Any) -> Question:
    """A question with three options, of which B is right."""
    given = {
        "form": "single-choice",
        "title": "Blade lock",
        "stem": "What must be locked before somebody enters the hub?",
        "options": ("The yaw drive", "The rotor", "The crane"),
        "key": ("B",),
    }
    return Question(**{**given, **more})


def a_draft(made: Made, domain_code: str = "A", **more: Any) -> ItemVersion:
    """An item that Ivo wrote and nobody else has seen."""
    question = a_question(**more)
    return items.write(by=acting(made.crew.ivo), scheme=made.scheme, domain_code=domain_code, question=question)


def in_review(made: Made, version: ItemVersion) -> ItemVersion:
    """The draft, submitted by its author."""
    return reviews.submit(by=acting(made.crew.ivo), version=version)


def reviewed(made: Made, version: ItemVersion, **more: Any) -> ItemVersion:
    """The draft, submitted and accepted by Rita."""
    return reviews.accept(by=acting(made.crew.rita), version=in_review(made, version), **{**RIGHT, **more})


def in_use(made: Made, version: ItemVersion) -> ItemVersion:
    """The draft, submitted, accepted and approved."""
    return reviews.approve(by=acting(made.crew.max), version=reviewed(made, version))


def items_in_use(made: Made, per_domain: Mapping[str, int]) -> list[ItemVersion]:
    """So many items in use in each domain of the scheme; the key of each is B."""
    return [
        in_use(made, a_draft(made, code, title=f"{code}{number}", stem=f"Question {number} of domain {code}?"))
        for code, count in per_domain.items()
        for number in range(1, count + 1)
    ]


def handed_in(content: bytes, name: str = "item.xml") -> Intake:
    """A file as it was received and read."""
    upload = SimpleUploadedFile(name, content, TYPES[name.rpartition(".")[2]])
    return examined(receive(upload, key_id=keys.BODY, allowed=ACCEPTED))
