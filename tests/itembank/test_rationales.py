"""Why a key is right and distractors are wrong: written by the author, still with the version, shown to who judges."""

import pytest
from django.test import Client

from guildhall.itembank import delivering
from guildhall.itembank.acts import items, rationales
from guildhall.itembank.models import ItemVersion, Rationale
from guildhall.itembank.queries.rationales import ANSWER, Target, reasons, targets
from guildhall.itembank.questions import Form, built
from tests.cast import Cast, acting, sign_in
from tests.itembank.examples import example
from tests.itembank.making import a_draft, in_review, in_use, refused
from tests.itembank.test_pages import at, sent, words
from tests.making import Made

WHY = {"RESPONSE B": ("A turning rotor kills.", "Manual WT-3, 4.2"), "RESPONSE A": ("The yaw drive may turn.", "")}


def told(version: ItemVersion) -> list[tuple[str, bool, str, str]]:
    found = reasons(version, delivering.parsed(version))
    return [(each.target.words, each.target.is_right, each.why, each.reference) for each in found]


def test_every_option_may_have_its_reason_and_its_reference(made: Made) -> None:
    version = a_draft(made)

    rationales.write(by=acting(made.crew.ivo), version=version, reasons=WHY)

    assert told(version) == [
        ("The yaw drive", False, "The yaw drive may turn.", ""),
        ("The rotor", True, "A turning rotor kills.", "Manual WT-3, 4.2"),
        ("The crane", False, "", ""),
    ]


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (Form.SLIDER, [Target(ANSWER, "The right answer", is_right=True)]),
        (
            Form.HOTTEXT,
            [
                Target("RESPONSE T1", "The guard was open", is_right=True),
                Target("RESPONSE T2", "the lamp was lit", is_right=False),
            ],
        ),
        (
            Form.HOTSPOT,
            [
                Target("RESPONSE A", "A", is_right=True),
                Target("RESPONSE B", "B", is_right=False),
                Target("RESPONSE C", "C", is_right=True),
            ],
        ),
    ],
)
def test_what_of_an_item_has_a_reason(form: Form, found: list[Target]) -> None:
    assert targets(built(example(form), "IT-1")) == found


def test_what_was_written_is_written_anew(made: Made) -> None:
    by, version = acting(made.crew.ivo), a_draft(made)
    rationales.write(by=by, version=version, reasons=WHY)

    rationales.write(by=by, version=version, reasons={"RESPONSE C": ("It lifts.", ""), "RESPONSE A": (" ", "")})

    assert Rationale.objects.get().reasons == {"RESPONSE C": ["It lifts.", ""]}


def test_reasons_are_written_by_the_author_for_a_draft_and_its_own_options(made: Made) -> None:
    version = a_draft(made)
    given = {"version": version, "reasons": WHY}

    refused("permission", rationales.write, by=acting(made.crew.max), **given)
    refused("item-reasons", rationales.write, by=acting(made.crew.ivo), version=version, reasons={"X": ("So.", "")})
    given["version"] = in_review(made, version)
    refused("item-used", rationales.write, by=acting(made.crew.ivo), **given)


def test_a_new_version_begins_with_the_reasons_of_the_one_before(made: Made) -> None:
    version = a_draft(made)
    rationales.write(by=acting(made.crew.ivo), version=version, reasons=WHY)
    version = in_use(made, version)

    anew = items.revise(by=acting(made.crew.ivo), version=version)

    assert told(anew) == told(version)
    rationales.write(by=acting(made.crew.ivo), version=anew, reasons={})
    assert (told(anew)[0][2], told(version)[0][2]) == ("", "The yaw drive may turn.")


def test_reasons_lie_sealed(made: Made) -> None:
    rationales.write(by=acting(made.crew.ivo), version=a_draft(made), reasons=WHY)

    (kept,) = Rationale.objects.values_list("reasons", flat=True)
    assert b"rotor" not in bytes(kept)


def test_the_author_writes_them_in_a_form_and_reviewers_read_them(made: Made) -> None:
    version = a_draft(made)
    ivo, rita = (sign_in(Client(), each) for each in (made.crew.ivo, made.crew.rita))
    page = words(ivo.get(at("version-reasons", version.pk)))
    assert ("Why is it right: “The rotor”" in page, "Why is it wrong: “The crane”" in page) == (True, True)

    answer = sent(ivo, at("version-reasons", version.pk), why_2="A turning rotor kills.", reference_2="Manual WT-3")

    assert answer["Location"] == at("version-key", version.pk)
    assert rita.get(at("version-key", version.pk)).status_code == 409
    in_review(made, version)
    told_now = words(rita.get(at("version-key", version.pk)))
    assert "The rotor A turning rotor kills. Written in: Manual WT-3 Right" in told_now
    assert "No reason was written." in told_now
    assert at("version-reasons", version.pk) not in rita.get(at("version-key", version.pk)).content.decode()
    assert ivo.get(at("version-reasons", version.pk)).status_code == 409


def test_no_page_before_the_key_tells_a_reason(made: Made, cast: Cast) -> None:
    version = a_draft(made)
    rationales.write(by=acting(made.crew.ivo), version=version, reasons=WHY)
    ivo = sign_in(Client(), made.crew.ivo)

    shown = {name: words(ivo.get(at(name, version.pk))) for name in ("version", "version-key")}
    assert {name: "A turning rotor kills." in page for name, page in shown.items()} == {
        "version": False,
        "version-key": True,
    }
    assert sign_in(Client(), cast.otto).get(at("version-key", version.pk)).status_code == 403


def test_reviewers_read_the_guidance_beside_the_key(made: Made) -> None:
    version = in_review(made, a_draft(made, stem="What is never locked before somebody enters the hub?"))

    page = words(sign_in(Client(), made.crew.rita).get(at("version-key", version.pk)))

    assert "The question is put negatively: “never”." in page
    assert "A review of multiple-choice item-writing guidelines for classroom assessment" in page
