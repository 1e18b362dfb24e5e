"""Items for tests, made through acts: written by Ivo, reviewed by Rita, approved by Max."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guildhall import qti
from guildhall.identity.models import Person
from guildhall.itembank import delivering
from guildhall.itembank.acts import items, pilots, policies, reviews, statistics, validations
from guildhall.itembank.intake import FORMATS, Intake, examined
from guildhall.itembank.models import BankPolicy, ItemVersion, Origin
from guildhall.itembank.questions import Question
from guildhall.kernel import clock
from guildhall.kernel.actors import machine
from guildhall.kernel.refusals import Refusal
from guildhall.personnel.acts import trainings
from guildhall.schemes.acts import schemes
from guildhall.schemes.models import Scheme
from guildhall.vault import keys
from guildhall.vault.files import receive
from tests.cast import Cast, acting
from tests.making import Crew, Made, a_crew, a_scope, an_analysis
from tests.making import a_draft as a_scheme_version
from tests.papers import PHOTO

DATA = Path(__file__).parent / "data"
SPECIMENS = Path(qti.__file__).parent / "specimens"
RIGHT = {"content_is_right": True, "key_is_right": True}
FAIR = {"language_is_clear": True, "language_is_fair": True}
TYPES = {"xml": "application/xml", "zip": "application/zip", "csv": "text/csv"}


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


def accepted(made: Made, version: ItemVersion, **more: Any) -> ItemVersion:
    """The draft, submitted, its content accepted by Rita, who stands for what a machine drafted."""
    by, version = acting(made.crew.rita), in_review(made, version)
    if version.origin == Origin.MACHINE:
        validations.stand(by=by, version=version, statement="I worked it through.", sources="Manual WT-3, edition 4")
    return reviews.accept(by=by, version=version, **{**RIGHT, **more})


def in_keying(made: Made, version: ItemVersion, **more: Any) -> ItemVersion:
    """The draft, submitted, its content, fairness and language accepted by Rita."""
    return reviews.assess(by=acting(made.crew.rita), version=accepted(made, version, **more), **FAIR)


def reviewed(made: Made, version: ItemVersion, **more: Any) -> ItemVersion:
    """The draft, submitted, accepted by Rita in every step, and its key borne out by Max, who answered it blind."""
    version = in_keying(made, version, **more)
    return answered(made.crew.max, version, qti.key(delivering.parsed(version)))


def answered(by: Person, version: ItemVersion, answers: Mapping[str, list[str]]) -> ItemVersion:
    """The version after somebody answered it blind."""
    validations.answer(by=acting(by), version=version, answers=answers)
    version.refresh_from_db()
    return version


def in_use(made: Made, version: ItemVersion) -> ItemVersion:
    """The draft, submitted, reviewed and approved."""
    return reviews.approve(by=acting(made.crew.max), version=reviewed(made, version))


def set_policy(made: Made, **policy: Any) -> BankPolicy:
    """How the bank is kept from now on, set by Sam."""
    given = {"reason": "The committee wants it.", **policy}
    return policies.set_policy(by=acting(made.crew.sam), scheme=made.scheme, **given)


def in_pilot(made: Made, version: ItemVersion) -> ItemVersion:
    """The draft, reviewed and tried with candidates; the policy of the scheme must have pilots."""
    approved = pilots.approve(by=acting(made.crew.max), version=reviewed(made, version))
    return pilots.begin(by=acting(made.crew.max), version=approved)


def measured(version: ItemVersion, n: int = 60, **more: Any) -> ItemVersion:
    """The version after a study found how candidates answered it."""
    given = {"p": 0.72, "r": 0.31, "form_number": "FM-2026-000001", **more}
    statistics.record(by=machine(statistics.MACHINE), version=version, n=n, **given)
    version.refresh_from_db()
    return version


def items_in_use(made: Made, per_domain: Mapping[str, int]) -> list[ItemVersion]:
    """So many items in use in each domain of the scheme; the key of each is B."""
    return [
        in_use(made, a_draft(made, code, title=f"{code}{number}", stem=f"Question {number} of domain {code}?"))
        for code, count in per_domain.items()
        for number in range(1, count + 1)
    ]


def handed_in(content: bytes, name: str = "item.xml") -> Intake:
    """A file as it was received and read."""
    upload = SimpleUploadedFile(name, content, TYPES.get(name.rpartition(".")[2], ""))
    return examined(receive(upload, key_id=keys.BODY, allowed=FORMATS))


def file(name: str) -> bytes:
    """A file of items that was written for these tests."""
    return (DATA / name).read_bytes()


def a_package(*, specimens: bool = False, **more: bytes) -> bytes:
    """A package without a manifest: four good items of three versions of QTI, one with a picture, and two bad ones.

    With `specimens` it holds every item of the house's own as well, of each interaction at least one.
    """
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        for name in ("rotor-21", "grease-22", "torque-30", "sign-30", "bad-key", "broken"):
            archive.writestr(f"items/{name}.xml", file(f"{name}.xml"))
        archive.writestr("pictures/sign.png", PHOTO)
        for name, content in more.items():
            archive.writestr(f"items/{name}.xml", content)
        for path in sorted(SPECIMENS.glob("*.xml")) if specimens else ():
            archive.writestr(f"specimens/{path.name}", path.read_bytes())
    return kept.getvalue()


def a_fresh_bank(cast: Cast) -> tuple[Scheme, Crew]:
    """Another scheme with the same domains, whose bank is empty, and its crew."""
    scope = a_scope(cast, "NEW")
    crew = a_crew(cast, scope)
    scheme = schemes.open_scheme(by=acting(cast.tom), code="NEW", name="Another scheme", scope=scope)
    a_scheme_version(crew, scheme, an_analysis(crew, scheme))
    return scheme, crew


def scores(version: ItemVersion) -> list[dict[str, Any]]:
    """What an item yields for the best answers, for none, and for the first option everywhere."""
    item = delivering.parsed(version)
    first = {each.response: [each.choices[0].identifier] for each in item.interactions if each.choices}
    return [dict(qti.score(item, given, 7).outcomes) for given in (qti.best_answers(item, 7), {}, first)]


def whole(browser: Client, version: ItemVersion, name: str = "version") -> str:
    """The page of a version, or its workbench, with all the parts that it fetches when it stands."""
    page = browser.get(reverse(f"itembank:{name}", args=[version.pk])).content.decode()
    parts = re.findall(r'hx-get="(/itembank/versions/[^"]+)"', page)
    return page + "".join(browser.get(each, headers={"hx-request": "true"}).content.decode() for each in parts)


def refused(code: str, what: Any, **arguments: Any) -> Refusal:
    """The refusal of an act, which names its rule and says what mends it."""
    with pytest.raises(Refusal) as caught:
        what(**arguments)
    assert caught.value.code == code
    assert caught.value.mend.sentence
    return caught.value


def trains(cast: Cast, made: Made, trainer: Any) -> None:
    """Let it be recorded that somebody trained Carla for the scheme."""
    trainings.record(
        by=acting(trainer),
        person=cast.carla,
        trainer=trainer,
        scope=made.scope,
        title="Basic course",
        ended_on=clock.today(),
    )
