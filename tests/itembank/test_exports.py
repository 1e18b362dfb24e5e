"""Items leave the bank by an act that says for whom and why, and score the same wherever they come in again."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from guildhall import qti
from guildhall.itembank import delivering, exporting
from guildhall.itembank.acts import exports, imports, items
from guildhall.itembank.exporting import Outgoing, outgoing
from guildhall.itembank.models import ItemExport, ItemVersion
from guildhall.itembank.queries.exports import Wanted, chosen, exports_with
from guildhall.ledger.models import Access
from guildhall.vault import files
from tests.cast import Cast, acting, sign_in
from tests.itembank.making import (
    a_draft,
    a_fresh_bank,
    a_package,
    a_question,
    handed_in,
    in_use,
    refused,
    scores,
    trains,
)
from tests.making import Made

WHY = {"reason": "The provider delivers the spring session.", "recipient": "Prüfzentrum Nord"}
SECRET = (b"locked before", b"The rotor", b"The yaw drive", b"Blade lock")


def a_bank(made: Made) -> list[ItemVersion]:
    """Real items: those of three versions of QTI with a picture, and every specimen that an examination can take."""
    by = acting(made.crew.ivo)
    batch = imports.stage(
        by=by, scheme=made.scheme, intake=handed_in(a_package(specimens=True), "bank.zip"), domain_code="A"
    )
    imports.take(by=by, batch=batch)
    return list(chosen(made.scheme, Wanted()))


def exported(made: Made, versions: list[ItemVersion], kind: str = "package") -> ItemExport:
    """Versions that Max took out."""
    return exports.make(by=acting(made.crew.max), scheme=made.scheme, outgoing=outgoing(kind, versions), **WHY)


def content(export: ItemExport) -> bytes:
    assert export.file is not None
    return b"".join(files.open_stream(export.file))


def test_a_whole_bank_comes_into_a_fresh_one_with_the_same_scores(made: Made, cast: Cast) -> None:
    bank = a_bank(made)
    assert len(bank) >= 24
    package = content(exported(made, bank))
    scheme, crew = a_fresh_bank(cast)
    by = acting(crew.ivo)

    batch = imports.stage(by=by, scheme=scheme, intake=handed_in(package, "again.zip"))
    assert [each.findings for each in batch.staged.filter(rejected=True)] == []
    imports.take(by=by, batch=batch)

    again = {each.item.identifier: each for each in chosen(scheme, Wanted())}
    assert {each.item.identifier: scores(each) for each in bank} == {
        identifier: scores(each) for identifier, each in again.items()
    }
    assert {each.item.domain_code for each in again.values()} == {"A"}
    shown = delivering.shown(again["sign"], id_prefix="p").html
    assert shown == delivering.shown(next(each for each in bank if each.item.identifier == "sign"), id_prefix="p").html


def test_a_package_carries_what_is_recorded_of_an_item(made: Made) -> None:
    gift = b"$CATEGORY: Old/Safety\n\n// [tag:ladder]\nWhat is right? {=this ~that}\n"
    by = acting(made.crew.ivo)
    imports.take(
        by=by, batch=imports.stage(by=by, scheme=made.scheme, intake=handed_in(gift, "q.gift"), domain_code="B")
    )

    (packed,) = qti.read_package(content(exported(made, list(chosen(made.scheme, Wanted())))), name="p.zip")

    assert set(qti.said_of(packed.metadata)) == {
        ("class", "A"),
        ("class", "Old/Safety"),
        ("class", "Safety"),
        ("keyword", "ladder"),
    }


def test_the_table_tells_no_question_and_calculates_nothing(made: Made) -> None:
    version = in_use(made, a_draft(made, title="=2+2"))
    export = exported(made, [version])
    assert export.table is not None

    text = b"".join(files.open_stream(export.table)).decode("utf-8-sig")

    (row,) = csv.DictReader(StringIO(text))
    assert (row["Number"], row["State"], row["Domain"], row["Title"]) == (version.item.number, "In use", "A", "'=2+2")
    assert row["Candidates who saw it"] == "0"
    assert "locked before" not in text


def test_an_export_keeps_for_whom_why_and_which_items(made: Made) -> None:
    versions = [in_use(made, a_draft(made)), a_draft(made)]

    export = exported(made, versions)

    assert (export.number, export.count, export.made_by) == ("XI-2026-000001", 2, made.crew.max)
    assert (export.reason, export.recipient) == (WHY["reason"], WHY["recipient"])
    assert [each.version for each in export.versions.order_by("position")] == versions
    assert [each.export for each in exports_with(versions[0])] == [export]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(), 4),
        (Wanted(states=["operational"]), 1),
        (Wanted(states=["operational", "draft"], domains=["B"]), 2),
        (Wanted(language="de"), 1),
        (Wanted(numbers=["IT-2026-000001", "IT-2026-000009"]), 1),
        (Wanted(level="analysis"), 0),
    ],
)
def test_what_leaves_is_asked_for(made: Made, wanted: Wanted, count: int) -> None:
    in_use(made, a_draft(made))
    for code, language in (("B", "en"), ("B", "de"), ("C", "en")):
        a_draft(made, code, language=language)

    assert chosen(made.scheme, wanted).count() == count


def test_what_says_no_reason_or_holds_nothing_does_not_leave(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    version = a_draft(made)
    given = {"by": acting(made.crew.max), "scheme": made.scheme, "outgoing": outgoing("print", [version]), **WHY}

    assert refused("item-export", exports.make, **{**given, "reason": " "}).field == "reason"
    assert refused("item-export", exports.make, **{**given, "recipient": ""}).field == "recipient"
    assert refused("item-export", exports.make, **{**given, "outgoing": outgoing("package", [])}).field == "states"
    assert refused("item-export", exports.make, **{**given, "outgoing": Outgoing("package", [version])}).field == "kind"
    assert refused("item-export", exports.make, **{**given, "outgoing": Outgoing("disk", [version])}).field == "kind"
    monkeypatch.setattr("guildhall.itembank.rules.exports.MOST_ITEMS", 0)
    assert refused("item-export", exports.make, **given).field == "domains"
    assert not ItemExport.objects.exists()


def test_items_of_another_scheme_do_not_leave_with_it(made: Made, cast: Cast) -> None:
    scheme, crew = a_fresh_bank(cast)
    other = items.write(by=acting(crew.ivo), scheme=scheme, domain_code="A", question=a_question())
    given = {"by": acting(made.crew.max), "scheme": made.scheme, "outgoing": outgoing("print", [other]), **WHY}

    refused("item-export", exports.make, **given)


def test_nobody_takes_items_out_but_who_keeps_the_bank(made: Made) -> None:
    given = {"scheme": made.scheme, "outgoing": outgoing("print", [a_draft(made)]), **WHY}

    for name in ("ivo", "rita", "sam", "dora"):
        refused("R-46", exports.make, by=acting(getattr(made.crew, name)), **given)


def pages(export: ItemExport) -> list[str]:
    names = ("export", "export-file", "export-table", "export-print")
    of_scheme = reverse("itembank:export-make", args=[export.scheme_id])
    return [reverse("itembank:exports"), of_scheme, *(reverse(f"itembank:{name}", args=[export.pk]) for name in names)]


def sent(client: Client, path: str) -> bytes:
    answer = client.get(path)
    return b"".join(answer) if answer.streaming else answer.content


def test_an_export_is_sent_to_no_other_role(made: Made) -> None:
    versions = [in_use(made, a_draft(made))]
    out = [exported(made, versions, kind) for kind in ("package", "print-with-keys")]

    for name in ("ivo", "rita", "sam", "dora", "ina", "pia"):
        client = sign_in(Client(), getattr(made.crew, name))
        told = b"".join(sent(client, path) for export in out for path in pages(export))
        assert [word for word in (*SECRET, WHY["recipient"].encode(), b"PK\x03\x04") if word in told] == [], name


def test_an_export_is_sent_to_who_keeps_the_bank_until_they_train(made: Made, cast: Cast) -> None:
    export = exported(made, [in_use(made, a_draft(made))], "print-with-keys")
    packed = exported(made, [ItemVersion.objects.get()])
    client = sign_in(Client(), made.crew.max)
    before = b"".join(sent(client, path) for each in (export, packed) for path in pages(each))
    assert [word for word in (*SECRET[:3], b"PK\x03\x04") if word not in before] == []

    trains(cast, made, made.crew.max)

    after = b"".join(sent(client, path) for each in (export, packed) for path in pages(each))
    assert [word for word in (*SECRET, WHY["recipient"].encode(), b"PK\x03\x04") if word in after] == []


def test_a_printed_sheet_names_its_reader_and_each_look_is_kept(made: Made) -> None:
    export = exported(made, [in_use(made, a_draft(made))], "print")
    client = sign_in(Client(), made.crew.max)

    page = client.get(reverse("itembank:export-print", args=[export.pk])).content.decode()

    assert "Max Prüfling · P-2026-" in page
    assert page.count("<pattern") == 1
    assert ("What must be locked" in page, "Right:" in page, "style=" in page) == (True, False, False)
    looks = Access.objects.filter(subject=export.ref).values_list("reading", flat=True)
    assert list(looks) == ["itembank.export.print"]


def test_keys_are_printed_where_they_were_asked_for(made: Made) -> None:
    export = exported(made, [in_use(made, a_draft(made))], "print-with-keys")

    page = sign_in(Client(), made.crew.max).get(reverse("itembank:export-print", args=[export.pk])).content.decode()

    assert "<strong>Right:</strong> The rotor" in page


def test_items_are_exported_by_a_form(made: Made) -> None:
    version = in_use(made, a_draft(made))
    client = sign_in(Client(), made.crew.max)
    address = reverse("itembank:export-make", args=[made.scheme.pk])
    carried = {name: client.get(address).context["form"][name].value() for name in ("revision", "once")}

    answer = client.post(address, {**carried, "kind": "package", "states": ["operational"], **WHY})

    export = ItemExport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("itembank:export", args=[export.pk]))
    assert (export.chosen, [each.version for each in export.versions.all()]) == ("operational", [version])
    nothing = client.post(address, {**carried, "once": "other", "kind": "package", "numbers": "IT-1", **WHY})
    assert (nothing.status_code, b"No item of this scheme fits" in nothing.content) == (409, True)


def test_nothing_is_written_for_a_package_that_is_too_large(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST_ITEMS", 0)

    assert outgoing("package", [a_draft(made)]).file is None
