"""Items come in by a staged import: looked through first, taken in as a whole or not at all."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from guildhall import qti
from guildhall.identity.roles import ITEM_WRITER
from guildhall.itembank import delivering, followers, intake, jobs
from guildhall.itembank.acts import import_rules, imports, items, reviews
from guildhall.itembank.models import ImportRule, Item, ItemImport, ItemPicture, ItemVersion, StagedItem
from guildhall.itembank.rules.imports import LEFT_OUT
from guildhall.jobs.models import Job
from guildhall.jobs.queueing import running
from guildhall.ledger.models import Entry
from guildhall.vault import files
from tests.cast import Cast, acting, authorise, sign_in
from tests.itembank.making import a_draft, a_package, file, handed_in, in_use, refused, trains
from tests.making import Made
from tests.papers import PHOTO

SHARED = Path(os.environ.get("GUILDHALL_SHARED") or Path(__file__).parents[3] / "shared") / "data" / "qti"


def staged(made: Made, content: bytes, name: str = "bank.zip", domain_code: str = "A") -> ItemImport:
    """A file that Ivo handed in."""
    by = acting(made.crew.ivo)
    return imports.stage(by=by, scheme=made.scheme, intake=handed_in(content, name), domain_code=domain_code)


def rows(batch: ItemImport) -> dict[str, StagedItem]:
    """The files of an import by their names."""
    return {each.name.removeprefix("items/").removesuffix(".xml"): each for each in batch.staged.order_by("position")}


def test_a_package_is_looked_through_and_nothing_is_in_the_bank_yet(made: Made) -> None:
    batch = staged(made, a_package())

    told = [
        (name, each.identifier, each.title, each.interactions, float(each.maximum), each.rejected, each.domain_code)
        for name, each in rows(batch).items()
    ]
    assert sorted(told) == [
        ("bad-key", "bad-key", "A key that nobody can give", "", 0.0, True, ""),
        ("broken", "", "", "", 0.0, True, ""),
        ("grease-22", "grease", "Main bearing grease", "inline-choice", 1.0, False, "A"),
        ("rotor-21", "rotor-lock", "Rotor lock", "choice", 1.0, False, "A"),
        ("sign-30", "sign", "A sign at the ladder", "choice", 1.0, False, "A"),
        ("torque-30", "torque", "Torque of a bolt", "text-entry", 1.0, False, "A"),
    ]
    assert (batch.number, batch.state, Item.objects.count()) == ("II-2026-000001", "staged", 0)
    assert files.name_of(batch.file) == "bank.zip"


def test_every_rejected_file_says_where_and_what_mends_it(made: Made) -> None:
    found = rows(staged(made, a_package()))

    (key,) = [each for each in found["bad-key"].findings if each["severity"] == "error"]
    assert (key["line"], key["element"]) == (4, "qti-response-declaration")
    assert (key["message"], key["remedy"]) == (
        "The key 'nowhere' is no choice; nobody can give it.",
        "Correct the key.",
    )
    assert found["broken"].findings[0]["remedy"] == "Mend it in an XML editor."
    assert found["broken"].findings[0]["line"] == 4


def test_the_good_files_are_taken_in_as_drafts_of_who_handed_them_in(made: Made) -> None:
    batch = staged(made, a_package())

    taken = imports.take(by=acting(made.crew.max), batch=batch)

    versions = ItemVersion.objects.order_by("item__number")
    assert [(each.item.identifier, each.state, each.origin, each.item.domain_code) for each in versions] == [
        (identifier, "draft", "imported", "A") for identifier in ("grease", "rotor-lock", "sign", "torque")
    ]
    assert {each.authored_by for each in versions} == {made.crew.ivo}
    assert {(each.original, each.imported_with) for each in versions} == {(batch.file, batch)}
    assert (taken.state, versions[0].file_name) == ("taken", "items/grease-22.xml")


@pytest.mark.parametrize(
    ("identifier", "right", "wrong"),
    [
        ("rotor-lock", "o2", "o1"),
        ("grease", "clean", "heated"),
        ("torque", "2800", "28"),
        ("sign", ["helmet", "harness"], "helmet"),
    ],
)
def test_what_was_taken_in_is_scored_as_it_was_written(made: Made, identifier: str, right: Any, wrong: Any) -> None:
    imports.take(by=acting(made.crew.ivo), batch=staged(made, a_package()))

    item = delivering.parsed(ItemVersion.objects.get(item__identifier=identifier))

    assert [qti.score(item, {"RESPONSE": answer}).score for answer in (right, wrong, None)] == [1, 0, 0]


def test_pictures_come_along_and_stand_in_the_page_itself(made: Made) -> None:
    imports.take(by=acting(made.crew.ivo), batch=staged(made, a_package()))

    shown = delivering.shown(ItemVersion.objects.get(item__identifier="sign"), id_prefix="p").html

    assert 'src="data:image/png;base64,iVBORw0KGgo' in shown
    assert 'alt="A round blue sign' in shown
    assert (b"".join(files.open_stream(ItemPicture.objects.get().file)), "sign.png" in shown) == (PHOTO, False)


def test_a_new_version_keeps_the_pictures_and_its_fingerprint_covers_them(made: Made) -> None:
    imports.take(by=acting(made.crew.ivo), batch=staged(made, a_package()))
    version = in_use(made, ItemVersion.objects.get(item__identifier="sign"))

    second = items.revise(by=acting(made.crew.ivo), version=version)

    assert second.pictures == version.pictures != {}
    assert delivering.resolver(second)("../pictures/sign.png").startswith("data:image/png")
    assert delivering.resolver(second)("elsewhere.png") == ""


def test_each_item_goes_to_a_domain_of_its_own_or_is_left_out(made: Made) -> None:
    batch = staged(made, a_package(), domain_code="")
    place = {name: each.position for name, each in rows(batch).items()}
    by = acting(made.crew.ivo)
    refusal = refused("R-26", imports.take, by=by, batch=batch)
    assert refusal.sentence == "4 of the files that would be taken in have no domain of the blueprint yet."

    domains = {place["rotor-21"]: "A", place["grease-22"]: "B", place["torque-30"]: "B", place["sign-30"]: LEFT_OUT}
    arranged = imports.arrange(by=by, batch=batch, domains=domains)
    imports.take(by=by, batch=arranged)

    taken = Item.objects.order_by("identifier").values_list("identifier", "domain_code")
    assert list(taken) == [("grease", "B"), ("rotor-lock", "A"), ("torque", "B")]


def test_what_was_left_out_is_put_back(made: Made) -> None:
    batch = staged(made, file("rotor-21.xml"), "item.xml")
    by = acting(made.crew.ivo)
    left_out = imports.arrange(by=by, batch=batch, domains={1: LEFT_OUT})
    assert refused("import-empty", imports.take, by=by, batch=left_out).mend.act == "itembank.import.discard"

    imports.take(by=by, batch=imports.arrange(by=by, batch=left_out, domains={1: "C"}))

    assert Item.objects.get().domain_code == "C"


def test_a_domain_that_the_scheme_does_not_have_is_refused(made: Made) -> None:
    by = acting(made.crew.ivo)
    batch = staged(made, file("rotor-21.xml"), "item.xml")

    refused("R-26", imports.arrange, by=by, batch=batch, domains={1: "Z"})
    refused("R-26", imports.stage, by=by, scheme=made.scheme, intake=handed_in(file("rotor-21.xml")), domain_code="Z")


def test_two_files_with_one_identifier_are_not_both_taken(made: Made) -> None:
    found = rows(staged(made, a_package(twin=file("rotor-21.xml"))))

    assert [name for name, each in found.items() if each.rejected] == ["bad-key", "broken", "twin"]
    assert found["twin"].findings[-1]["message"] == (
        "“items/rotor-21.xml” in this package has the same identifier, “rotor-lock”."
    )


def test_what_the_bank_has_already_is_rejected_by_its_number(made: Made) -> None:
    imports.take(by=acting(made.crew.ivo), batch=staged(made, file("rotor-21.xml"), "item.xml"))

    found = rows(staged(made, a_package()))

    assert found["rotor-21"].rejected
    assert found["rotor-21"].findings[-1]["message"] == (
        "The bank has an item with the identifier “rotor-lock” already: IT-2026-000001."
    )


def test_what_came_into_the_bank_meanwhile_stops_the_whole_import(made: Made) -> None:
    by = acting(made.crew.ivo)
    first, second = staged(made, a_package()), staged(made, file("grease-22.xml"), "item.xml")
    imports.take(by=by, batch=second)

    refusal = refused("import-twice", imports.take, by=by, batch=first)

    assert refusal.sentence == "The item “grease” is in the bank already: IT-2026-000001."
    assert (Item.objects.count(), first.state) == (1, "staged")
    place = rows(first)["grease-22"].position
    imports.take(by=by, batch=imports.arrange(by=by, batch=first, domains={place: LEFT_OUT}))
    assert Item.objects.count() == 4


def test_an_import_is_discarded_and_stays_so(made: Made) -> None:
    by = acting(made.crew.ivo)
    discarded = imports.discard(by=by, batch=staged(made, a_package()))

    refused("state", imports.take, by=by, batch=discarded)
    refused("import-over", imports.arrange, by=by, batch=discarded, domains={1: "B"})
    assert (discarded.state, Item.objects.count()) == ("discarded", 0)


def test_no_file_comes_in_beside_its_import(made: Made) -> None:
    by = acting(made.crew.ivo)
    batch = staged(made, a_package())
    found = rows(batch)
    imports.arrange(by=by, batch=batch, domains={found["torque-30"].position: LEFT_OUT})

    refused("R-26", imports.bring_in, by=by, staged=found["bad-key"])
    refused("R-26", imports.bring_in, by=by, staged=found["torque-30"])
    imports.discard(by=by, batch=ItemImport.objects.get())
    refused("R-26", imports.bring_in, by=by, staged=found["rotor-21"])
    assert not Item.objects.exists()


def test_a_double_click_takes_an_import_in_once(made: Made) -> None:
    batch = staged(made, a_package())

    again = [imports.take.once("01900000")(by=acting(made.crew.ivo), batch=batch) for _ in range(2)]

    assert (again[0], Item.objects.count()) == (again[1], 4)
    assert Entry.objects.filter(act="itembank.item.bring-in").count() == 4


def zipped(**content: bytes) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, each in content.items():
            archive.writestr(name, each)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (zipped(**{"readme.md": b"Nothing here."}), "The package holds no QTI item."),
        (zipped(**{"bomb.xml": b" " * 3_000_000}), "The file 'bomb.xml' would unpack to 3,000,000 bytes."),
        (zipped(**{"imsmanifest.xml": b"<manifest><resources/>"}), "The file is no well-formed XML"),
    ],
)
def test_a_package_that_cannot_be_looked_through_is_refused_as_a_whole(
    made: Made, content: bytes, sentence: str
) -> None:
    given = {"by": acting(made.crew.ivo), "scheme": made.scheme, "intake": handed_in(content, "bank.zip")}

    refusal = refused("import-file", imports.stage, **given)

    assert (refusal.sentence.split(":")[0], refusal.field) == (sentence, "file")
    assert not ItemImport.objects.exists()


def test_a_package_of_more_than_can_be_looked_through_is_refused(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_ITEMS", 5)
    given = {"by": acting(made.crew.ivo), "scheme": made.scheme, "intake": handed_in(a_package(), "bank.zip")}

    refusal = refused("import-file", imports.stage, **given)

    assert refusal.sentence == "The package holds 6 items; 5 can be looked through at once."


def test_pictures_that_no_page_should_hold_keep_their_item_out(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_OF_A_PICTURE", len(PHOTO) - 1)
    large = rows(staged(made, a_package()))["sign-30"]
    monkeypatch.undo()
    drawn = file("sign-30.xml").replace(b"../pictures/sign.png", b"sign.svg")
    other = rows(staged(made, zipped(**{"sign-30.xml": drawn, "sign.svg": b"<svg onload='alert(1)'/>"})))["sign-30"]

    assert [each.findings[-1]["message"].split(": ")[0] for each in (large, other)] == [
        "The file “pictures/sign.png” cannot be taken in",
        "The file “sign.svg” cannot be taken in",
    ]
    assert (large.rejected, other.rejected) == (True, True)


def with_maximum(points: str) -> bytes:
    """An item that says itself what it yields at most."""
    declared = b'<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float">'
    value = f"<qti-default-value><qti-value>{points}</qti-value></qti-default-value></qti-outcome-declaration>".encode()
    return file("torque-30.xml").replace(b"  <qti-item-body>", declared + value + b"  <qti-item-body>")


@pytest.mark.parametrize(("points", "rejected"), [("1000", False), ("1000.5", True), ("1e300", True), ("-1", True)])
def test_an_item_yields_a_number_of_points_that_can_be_kept(made: Made, points: str, rejected: bool) -> None:
    (found,) = rows(staged(made, with_maximum(points), "item.xml")).values()

    assert found.rejected is rejected
    if rejected:
        told = f"The item would yield {float(points):g} points; it may yield from 0 to 1000."
        assert found.findings[-1]["message"] == told


@pytest.mark.parametrize("points", ["INF", "-INF", "NaN"])
def test_an_item_that_yields_no_number_of_points_is_rejected(made: Made, points: str) -> None:
    (found,) = rows(staged(made, with_maximum(points), "item.xml")).values()

    assert (found.rejected, found.findings[-1]["remedy"] != "") == (True, True)


@pytest.mark.parametrize(
    ("address", "rejected"),
    [
        (b"data:image/png;base64,iVBORw0KGgo=", False),
        (b"data:image/svg+xml;base64,PHN2Zy8+", True),
        (b"data:text/html,hello", True),
        (b"https://elsewhere.example/sign.png", True),
    ],
)
def test_a_picture_within_an_item_is_shown_if_it_is_a_picture(made: Made, address: bytes, rejected: bool) -> None:
    content = file("sign-30.xml").replace(b"../pictures/sign.png", address)
    batch = staged(made, content, "item.xml")
    (found,) = rows(batch).values()

    assert found.rejected is rejected
    if not rejected:
        imports.take(by=acting(made.crew.ivo), batch=batch)
        assert f'src="{address.decode()}"' in delivering.shown(ItemVersion.objects.get(), id_prefix="p").html


@pytest.mark.parametrize("name", ["rita", "sam", "dora"])
def test_items_are_handed_in_by_who_writes_or_manages_items_of_the_scheme(made: Made, cast: Cast, name: str) -> None:
    for person in (getattr(made.crew, name), cast.ada, cast.tom):
        given = {"by": acting(person), "scheme": made.scheme, "intake": handed_in(file("rotor-21.xml"))}
        refused("R-46", imports.stage, **given)
        refused("R-46", imports.take, by=acting(person), batch=staged(made, file("rotor-21.xml"), "item.xml"))


def test_a_trainer_handles_their_own_import_and_no_other(made: Made, cast: Cast) -> None:
    batch = staged(made, file("rotor-21.xml"), "item.xml")
    trains(cast, made, made.crew.max)
    trains(cast, made, made.crew.ivo)
    by = acting(made.crew.max)

    refused("R-10", imports.arrange, by=by, batch=batch, domains={1: "B"})
    refused("R-10", imports.take, by=by, batch=batch)
    refused("R-10", imports.discard, by=by, batch=batch)
    assert imports.take(by=acting(made.crew.ivo), batch=batch).state == "taken"


def _shared(pattern: str) -> list[Path]:
    found = sorted(SHARED.glob(pattern))
    if not found:
        pytest.skip(
            f"There are no items at {SHARED / pattern}; the files in tests/itembank/data cover the same ground."
        )
    return found


def test_real_items_one_by_one_are_good_or_say_why_not(made: Made) -> None:
    found = _shared("items*/*.xml") + _shared("bad/*.xml")
    batches = [staged(made, path.read_bytes(), path.name) for path in found]

    good = [each for batch in batches for each in batch.staged.all() if not each.rejected]
    bad = [each for batch in batches for each in batch.staged.all() if each.rejected]
    assert len(good) >= 15
    assert all(each.findings[0]["message"] and each.findings[0]["remedy"] for each in bad)
    assert {path.name for path in _shared("bad/*.xml")} <= {each.name for each in bad}


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("kennisnet-valid-package.zip", 45, 2),
        ("pie-basic-qti22.zip", 5, 0),
        ("pie-math-qti22.zip", 4, 0),
    ],
)
def test_real_packages_are_taken_in_as_far_as_they_are_good(made: Made, name: str, good: int, bad: int) -> None:
    (path,) = _shared(f"packages/{name}")
    batch = staged(made, path.read_bytes(), name)
    assert (batch.staged.filter(rejected=False).count(), batch.staged.filter(rejected=True).count()) == (good, bad)

    imports.take(by=acting(made.crew.ivo), batch=batch)

    shown = [delivering.shown(each, id_prefix="p").html for each in ItemVersion.objects.all()]
    assert (len(shown), all("data-response" in html for html in shown)) == (good, True)


def test_a_real_package_of_the_oldest_dialect_is_read(made: Made) -> None:
    (path,) = _shared("packages/instructure-qti12.zip")
    batch = staged(made, path.read_bytes(), path.name)

    told = [(each.rejected, each.findings[0]["message"][:11] if each.findings else "") for each in batch.staged.all()]
    assert (batch.format, sorted(told)) == ("qti12", [(False, ""), (True, "The picture"), (True, "The picture")])


@pytest.mark.parametrize(
    ("name", "ending", "good"),
    [
        ("gift", "gift", 7),
        ("aiken", "aiken", 2),
        ("moodle", "xml", 2),
        ("csv", "csv", 4),
        ("excel", "xlsx", 4),
        ("word", "docx", 4),
    ],
)
def test_every_format_is_imported_from_its_own_template(made: Made, name: str, ending: str, good: int) -> None:
    batch = staged(made, qti.template(name), f"bank.{ending}")
    assert (batch.format, batch.staged.filter(rejected=False).count()) == (name, good)

    imports.take(by=acting(made.crew.ivo), batch=batch)

    assert ItemVersion.objects.filter(origin="imported", imported_with=batch).count() == good


def test_a_question_that_cannot_be_used_says_why_beside_good_ones(made: Made) -> None:
    gift = b"What is right? {=this ~that}\n\nNo answers here\n\nPlay <audio src='a.mp3'></audio>? {=yes ~no}\n"
    found = list(staged(made, gift, "bank.gift").staged.order_by("position"))

    assert [each.rejected for each in found] == [False, True, False]
    assert found[1].findings[0]["message"] == "The text asks nothing."
    html = gift.replace(b"Play <", b"[html]Play <")
    (third,) = staged(made, html, "bank.gift").staged.filter(position=3)
    assert third.rejected
    assert "a.mp3" in third.findings[-1]["message"]


TABLE = (
    b"id,question,a,b,key,domain,level,keywords\n"
    b"one,What?,x,y,A,A,recall,\n"
    b"two,Which?,x,y,A,Old/Safety,Analysis,ladder\n"
    b"three,Who?,x,y,A,,,Mechanics\n"
    b"four,Where?,x,y,A,Nowhere,hard,\n"
)
"""Four questions: of a domain's code, of a class of another system, of a domain's title, and of nothing known."""


def placed(batch: ItemImport) -> list[tuple[str, str, str]]:
    return [(each.identifier, each.domain_code, each.level) for each in batch.staged.order_by("position")]


def test_what_a_file_says_in_the_words_of_the_blueprint_sorts_itself(made: Made) -> None:
    batch = staged(made, TABLE, "bank.csv", domain_code="")

    assert placed(batch) == [("one", "A", "recall"), ("two", "", "analysis"), ("three", "B", ""), ("four", "", "")]


def test_rules_of_a_scheme_sort_what_comes_later(made: Made) -> None:
    by = acting(made.crew.ivo)
    import_rules.keep(by=by, scheme=made.scheme, aspect="class", says="old", domain_code="C")
    import_rules.keep(by=by, scheme=made.scheme, aspect="level", says=" Hard ", level="application")
    later = import_rules.keep(by=by, scheme=made.scheme, aspect="class", says="Old/Safety", domain_code="B")

    batch = staged(made, TABLE, "bank.csv", domain_code="A")

    assert placed(batch)[1:] == [("two", "C", "analysis"), ("three", "B", ""), ("four", "A", "application")]
    assert batch.staged.get(identifier="two").rule.says == "old"
    first = import_rules.end(by=by, rule=batch.staged.get(identifier="two").rule)
    assert (first.ended_by, placed(imports.sort(by=by, batch=batch))[1]) == (made.crew.ivo, ("two", "B", "analysis"))
    assert batch.staged.get(identifier="two").rule == later


def test_a_rule_says_one_thing_once(made: Made) -> None:
    by = acting(made.crew.ivo)
    given = {"by": by, "scheme": made.scheme, "aspect": "class", "says": "Safety", "domain_code": "A"}
    rule = import_rules.keep(**given)

    assert (
        refused("import-rule", import_rules.keep, **{**given, "says": "safety"}).mend.act == "itembank.import-rule.end"
    )
    assert refused("import-rule", import_rules.keep, **{**given, "says": " "}).field == "says"
    assert refused("import-rule", import_rules.keep, **{**given, "aspect": "colour"}).field == "aspect"
    assert refused("import-rule", import_rules.keep, **{**given, "says": "x", "domain_code": ""}).field == "domain_code"
    assert refused("import-rule", import_rules.keep, **{**given, "says": "x", "level": "hard"}).field == "level"
    refused("R-26", import_rules.keep, **{**given, "says": "x", "domain_code": "Z"})
    refused("import-rule", import_rules.end, by=by, rule=import_rules.end(by=by, rule=rule))
    refused("R-46", import_rules.keep, **{**given, "by": acting(made.crew.rita)})
    refused("R-46", import_rules.end, by=acting(made.crew.sam), rule=rule)


def test_an_import_teaches_rules_in_its_own_words(made: Made) -> None:
    by = acting(made.crew.ivo)
    batch = staged(made, TABLE, "bank.csv", domain_code="")

    batch = import_rules.teach(by=by, batch=batch, taught={"class Old/Safety": "A", "keyword ladder": "C"})
    batch = import_rules.teach(by=by, batch=batch, taught={"class Old/Safety": "B", "class Nowhere": "C"})

    standing = (
        ImportRule.objects.filter(ended_at__isnull=True).order_by("made_at", "id").values_list("says", "domain_code")
    )
    assert list(standing) == [("ladder", "C"), ("Old/Safety", "B"), ("Nowhere", "C")]
    assert [code for _, code, _ in placed(batch)] == ["A", "C", "B", "C"]
    refused("import-rule", import_rules.teach, by=by, batch=batch, taught={})
    refused("R-26", import_rules.teach, by=by, batch=batch, taught={"class Old": "Z"})


def test_some_are_taken_in_some_rejected_and_the_rest_later(made: Made) -> None:
    by = acting(made.crew.ivo)
    batch = staged(made, a_package())
    place = {name: each.position for name, each in rows(batch).items()}

    going_on = imports.accept(by=by, batch=batch, positions=[place["torque-30"]])
    going_on = imports.reject(by=by, batch=going_on, positions=[place["sign-30"]], reason=" Too easy. ")
    assert (going_on.state, [each.identifier for each in Item.objects.all()]) == ("staged", ["torque"])
    assert rows(batch)["sign-30"].left_out_because == "Too easy."
    refused("import-choice", imports.accept, by=by, batch=going_on, positions=[place["torque-30"]])
    refused("import-choice", imports.accept, by=by, batch=going_on, positions=[])
    refused("import-choice", imports.accept, by=by, batch=going_on, positions=[place["bad-key"]])
    refused("R-26", imports.accept, by=by, batch=going_on, positions=[place["sign-30"]])
    refused("R-60", imports.reject, by=by, batch=going_on, positions=[place["rotor-21"]], reason=" ")

    over = imports.take(by=by, batch=going_on)

    assert (over.state, Item.objects.count()) == ("taken", 3)
    assert rows(batch)["torque-30"].taken_as.item.identifier == "torque"
    refused("import-over", imports.accept, by=by, batch=over, positions=[place["sign-30"]])


def test_what_came_in_meanwhile_is_not_taken_one_by_one(made: Made) -> None:
    by = acting(made.crew.ivo)
    first, second = staged(made, a_package()), staged(made, file("grease-22.xml"), "item.xml")
    imports.take(by=by, batch=second)

    refused("import-twice", imports.accept, by=by, batch=first, positions=[rows(first)["grease-22"].position])


def test_an_import_of_which_all_was_taken_is_closed_by_the_same_act(made: Made) -> None:
    by = acting(made.crew.ivo)
    batch = imports.accept(by=by, batch=staged(made, file("rotor-21.xml"), "item.xml"), positions=[1])

    assert imports.take(by=by, batch=batch).state == "taken"
    assert Item.objects.count() == 1


def test_an_import_is_undone_as_a_whole_and_can_come_again(made: Made) -> None:
    by = acting(made.crew.ivo)
    batch = imports.take(by=by, batch=staged(made, a_package()))
    reviews.submit(by=by, version=ItemVersion.objects.get(item__identifier="sign"))
    refused("R-60", imports.undo, by=by, batch=batch, reason="")
    refused("R-46", imports.undo, by=acting(made.crew.rita), batch=batch, reason="No.")

    undone = imports.undo(by=by, batch=batch, reason="The wrong file.")

    assert (undone.state, undone.undone_because) == ("undone", "The wrong file.")
    assert set(ItemVersion.objects.values_list("state", flat=True)) == {"retired"}
    assert Entry.objects.filter(act="itembank.item.take-back").count() == 4
    again = imports.take(by=by, batch=staged(made, a_package()))
    assert [each.item.identifier for each in again.versions.order_by("item__identifier")] == [
        "grease",
        "rotor-lock",
        "sign",
        "torque",
    ]
    refused("state", imports.undo, by=by, batch=undone, reason="Again.")


def test_an_import_stays_once_one_of_its_items_was_approved(made: Made) -> None:
    by = acting(made.crew.ivo)
    batch = imports.take(by=by, batch=staged(made, a_package()))
    used = in_use(made, ItemVersion.objects.get(item__identifier="sign"))
    reviews.retire(by=acting(made.crew.max), version=used, reason="Old.")

    refusal = refused("import-undo", imports.undo, by=by, batch=batch, reason="The wrong file.")

    assert refusal.sentence == (
        f"The item {used.item.number} of this import was approved for use or is locked, so the import stays."
    )


def test_what_is_locked_is_not_taken_back(made: Made) -> None:
    batch = imports.take(by=acting(made.crew.ivo), batch=staged(made, file("rotor-21.xml"), "item.xml"))
    reviews.compromise(by=acting(made.crew.max), version=ItemVersion.objects.get(), reason="Sold.")

    refused("import-undo", imports.undo, by=acting(made.crew.ivo), batch=batch, reason="The wrong file.")


def test_who_trains_undoes_nothing_of_others(made: Made, cast: Cast) -> None:
    batch = imports.take(by=acting(made.crew.ivo), batch=staged(made, file("rotor-21.xml"), "item.xml"))
    trains(cast, made, made.crew.max)
    given = {"by": acting(made.crew.max), "batch": batch}

    refused("R-10", imports.undo, **given, reason="No.")
    refused("R-10", imports.sort, **given)
    refused("R-10", imports.accept, **given, positions=[1])
    refused("R-10", imports.reject, **given, positions=[1], reason="No.")
    refused("R-10", import_rules.teach, **given, taught={"class X": "A"})


def sent(client: Client, name: str, *args: Any, **typed: Any) -> Any:
    """A form of the bank, sent as it was shown, with what somebody typed."""
    address = reverse(f"itembank:{name}", args=args)
    page = client.get(address)
    carried = {field: page.context["form"][field].value() for field in ("revision", "once")}
    return client.post(address, {**{field: value for field, value in carried.items() if value is not None}, **typed})


def test_an_import_goes_its_way_through_the_pages(made: Made) -> None:
    ivo = sign_in(Client(), made.crew.ivo)
    batch = staged(made, TABLE, "bank.csv", domain_code="")
    place = {each.identifier: each.position for each in batch.staged.all()}

    assert b"Class, curriculum or category: Old/Safety" in ivo.get(reverse("itembank:import", args=[batch.pk])).content
    words = ivo.get(reverse("itembank:import-teach", args=[batch.pk])).context["form"].said
    assert sent(ivo, "import-teach", batch.pk, **{f"word_{words.index('class Old/Safety')}": "C"}).status_code == 302
    assert sent(ivo, "import-sort", batch.pk).status_code == 302
    taken = [place["one"], place["two"]]
    assert b"(optional)" not in ivo.get(reverse("itembank:import-reject", args=[batch.pk])).content
    assert sent(ivo, "import-accept", batch.pk, positions=taken).status_code == 302
    assert sent(ivo, "import-reject", batch.pk, positions=[place["three"]], reason="Too easy.").status_code == 302
    page = ivo.get(reverse("itembank:import", args=[batch.pk])).content.decode()
    assert ("Left out because: Too easy." in page, page.count("Taken in</span>")) == (True, 2)
    assert sorted(Item.objects.values_list("identifier", "domain_code")) == [("one", "A"), ("two", "C")]
    assert sent(ivo, "import-undo", batch.pk, reason="The wrong file.").status_code == 302
    assert "Undone" in ivo.get(reverse("itembank:imports")).content.decode()


def test_rules_are_kept_and_ended_on_their_page(made: Made) -> None:
    ivo = sign_in(Client(), made.crew.ivo)
    assert sent(ivo, "import-rule-keep", made.scheme.pk, aspect="class", says="Old", domain_code="B").status_code == 302
    rule = ImportRule.objects.get()
    address = reverse("itembank:import-rules")
    assert b"Old" in ivo.get(address).content

    ivo.post(
        address, {"act": "itembank.import-rule.end", "row": [f"{rule.pk}@{rule.revision}"], "go": "1", "once": "1"}
    )

    rule.refresh_from_db()
    assert rule.ended_by == made.crew.ivo
    assert b"Here stand rules such as" in ivo.get(address).content


def test_templates_are_handed_out_as_files(made: Made) -> None:
    ivo = sign_in(Client(), made.crew.ivo)
    page = ivo.get(reverse("itembank:import-stage", args=[made.scheme.pk])).content.decode()

    for name in ("gift", "aiken", "moodle", "csv", "excel", "word"):
        address = reverse("itembank:import-template", args=[name])
        answer = ivo.get(address)
        assert (address in page, answer["Content-Disposition"].startswith("attachment")) == (True, True)
        assert len(qti.read_questions(answer.content, name=f"t{qti.FORMATS[name].endings[0]}")) >= 2
    assert ivo.get(reverse("itembank:import-template", args=["qti12"])).status_code == 404


ALIKE = b"question,a,b,c,key\nWhat must be locked before somebody enters the hub?,The yaw drive,The rotor,The crane,B\n"
"""A question that is that of `a_draft`."""


def test_what_is_like_an_item_of_the_bank_is_said_to_who_may_open_it(made: Made, cast: Cast) -> None:
    version = in_use(made, a_draft(made))
    other = authorise(cast.quinn, ITEM_WRITER, made.scope).person
    given = {"scheme": made.scheme, "intake": handed_in(ALIKE, "q.csv"), "domain_code": "A"}
    batch = imports.stage(by=acting(other), **given)

    near = {1: [(str(version.pk), 100)]}
    imports.compare(by=imports.COMPARING, batch=batch, near=near)

    address = reverse("itembank:import", args=[batch.pk])
    pages = [sign_in(Client(), person).get(address).content.decode() for person in (made.crew.max, other)]
    assert ["per cent of the words are the same" in page for page in pages] == [True, False]
    assert version.item.number not in pages[1]


def test_the_worker_compares_what_was_handed_in(made: Made) -> None:
    version = a_draft(made)
    batch = staged(made, ALIKE, "q.csv")
    followers.course.effect(entry=Entry.objects.filter(act="itembank.import.stage").latest("id"), index=0)
    job = Job.objects.filter(kind=jobs.compare_import.name).latest("id")

    token = running.set(job)
    jobs.compare_import.run(job.arguments)
    running.reset(token)

    ((pk, share),) = StagedItem.objects.get(batch=batch).near
    assert (pk, share >= 80) == (str(version.pk), True)
