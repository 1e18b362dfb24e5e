"""Lists: narrowed, sorted, turned over, saved, taken out, acted on; at the same cost for one row and for many."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guildhall.kernel import clock
from guildhall.ledger.models import Access, Entry
from guildhall.shell.acts import discard, save
from guildhall.shell.exports import text
from guildhall.shell.models import SavedView
from guildhall.shell.records import Status
from tests.cast import Cast, acting

pytestmark = pytest.mark.urls("tests.shell.addresses")


def keep(cast: Cast, *names: str, label: str = "Mine") -> list[SavedView]:
    return [save(by=acting(cast.quinn), person=cast.quinn, list=name, label=label, query="q=x") for name in names]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def shown(client: Client, address: str) -> list[str]:
    return [row.list for row, _ in client.get(address).context["rows"]]


def test_a_list_costs_six_queries_whether_it_has_one_row_or_three(quinn: Client, cast: Cast):
    keep(cast, "people")
    queries(quinn, "/views/")
    one = queries(quinn, "/views/")
    keep(cast, "texts", "papers")
    assert (one, queries(quinn, "/views/")) == (6, 6)


def test_an_empty_list_teaches(quinn: Client):
    assert "Views come here when somebody saves one." in quinn.get("/views/").content.decode()


def test_a_list_is_searched_filtered_sorted_and_turned_over(quinn: Client, cast: Cast):
    keep(cast, "people", "texts", "papers", "parts")
    assert shown(quinn, "/views/") == ["papers", "parts", "people"]
    assert shown(quinn, "/views/?page=2") == ["texts"]
    assert shown(quinn, "/views/?page=99") == ["texts"]
    assert shown(quinn, "/views/?order=-list") == ["texts", "people", "parts"]
    assert shown(quinn, "/views/?order=person__email_alias") == ["papers", "parts", "people"]
    assert shown(quinn, "/views/?q=pa") == ["papers", "parts"]
    assert shown(quinn, "/views/?kind=texts") == ["texts"]
    assert "Nothing fits what you asked for" in quinn.get("/views/?q=nowhere").content.decode()


def test_a_view_is_saved_for_oneself_and_discarded(quinn: Client, otto: Client, cast: Cast):
    keep(cast, "people")
    answer = quinn.post("/views/?kind=people&order=-list", {"act": "save-view", "label": "Only people"})
    assert answer["Location"] == "/views/?kind=people&order=-list"
    kept = SavedView.objects.select_related("person").get(list="tests.views")
    assert (kept.label, kept.query, kept.person) == ("Only people", "kind=people&order=-list", cast.quinn)
    assert [view.label for view in quinn.get("/views/").context["views"]] == ["Only people"]
    quinn.post("/views/", {"act": "discard-view", "view": str(kept.pk)})
    assert quinn.get("/views/").context["views"] == []


def test_what_a_saved_view_looks_for_is_not_plain_in_the_database(cast: Cast):
    keep(cast, "people", label="Wielandts files")
    with connection.cursor() as cursor:
        cursor.execute("SELECT label, query FROM shell_saved_view")
        label, query = cursor.fetchone()
    assert b"Wielandt" not in bytes(label)
    assert b"q=x" not in bytes(query)


def test_csv_holds_what_the_list_shows_and_no_formula(quinn: Client, cast: Cast):
    keep(cast, "people", label="=HYPERLINK(1)")
    keep(cast, "texts", label="@cmd")
    answer = quinn.get("/views/?kind=people&export=csv")
    assert answer.content.decode("utf-8-sig") == "List,Label,State\r\npeople,'=HYPERLINK(1),kept\r\n"
    assert answer["Content-Disposition"] == 'attachment; filename="tests-views-2026-03-02.csv"'


def test_taking_a_list_out_leaves_a_trace(quinn: Client, cast: Cast):
    quinn.get("/views/?export=csv")
    trace = Access.objects.get(reading="shell.list.export")
    assert (trace.actor, trace.subject) == (str(acting(cast.quinn)), "shell.list:tests.views")


def test_a_workbook_holds_texts_only(quinn: Client, cast: Cast):
    keep(cast, "people", label="=1+1 & <b>")
    content = quinn.get("/views/?export=xlsx").content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = ET.fromstring(package.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    cells = [[cell.find(f"{space}is/{space}t").text for cell in row] for row in sheet.iter(f"{space}row")]
    assert cells == [["List", "Label", "State"], ["people", "=1+1 & <b>", "kept"]]
    assert {cell.get("t") for cell in sheet.iter(f"{space}c")} == {"inlineStr"}


def test_dates_and_states_are_texts_in_a_file():
    assert text(clock.today()) == "2026-03-02"
    assert text(Status("kept")) == "kept"
    assert text(None) == ""


def test_an_act_on_a_selection_reports_on_each_row(quinn: Client, cast: Cast):
    mine, stale = keep(cast, "people", "texts")
    (theirs,) = [save(by=acting(cast.otto), person=cast.otto, list="others", label="Ottos", query="")]
    chosen = [f"{mine.pk}@0", f"{stale.pk}@7", f"{theirs.pk}@0"]
    asked = quinn.post("/views/", {"act": "shell.view.discard", "row": chosen})
    assert "This will be done for 3 records" in asked.content.decode()
    assert not SavedView.objects.filter(discarded_at__isnull=False).exists()
    sent = {"act": "shell.view.discard", "row": chosen, "go": "1", "once": "number-1"}
    reported = quinn.post("/views/", sent).context["report"]
    report = {each.row.list: each.refusal.sentence if each.refusal else "" for each in reported}
    assert report["people"] == ""
    assert report["texts"].startswith("Somebody else changed this record")
    assert report["others"] == "This view belongs to somebody else."
    assert list(SavedView.objects.filter(discarded_at__isnull=False).values_list("list", flat=True)) == ["people"]


def test_a_selection_sent_twice_acts_once(quinn: Client, cast: Cast):
    (mine,) = keep(cast, "people")
    sent = {"act": "shell.view.discard", "row": [f"{mine.pk}@0"], "go": "1", "once": "number-1"}
    for _ in range(2):
        quinn.post("/views/", sent)
    assert Entry.objects.filter(act=discard.name, outcome="done").count() == 1
