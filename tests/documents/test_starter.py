"""The starter set: complete for both editions, in one piece, and taken in as drafts that somebody else approves."""

from itertools import product

import pytest

from guildhall.conformity import catalogue
from guildhall.documents import governing, starter
from guildhall.documents.acts.starter import take_in, take_in_all
from guildhall.documents.models import Document, DocumentKind, DocumentVersion, Topic
from guildhall.documents.models.documents import PREFIXES
from guildhall.documents.rendering import dangling, outline, references
from guildhall.documents.starter import starters
from guildhall.kernel.refusals import Refusal
from tests.cast import acting
from tests.documents.making import a_document
from tests.documents.making_starter import everything_in_effect

CODES = sorted(starters())
CHAPTERS = {"4", "5", "6", "7", "8", "9", "10"}
GAPS = {"TODO", "TBD", "XXX", "[…]", "…", "[...]"}
"""What a text would hold where somebody has to fill something in."""


def texts():
    return [(code, language, text) for code in CODES for language, text in starters()[code].texts.items()]


def test_there_are_enough():
    assert len(CODES) >= 30


def test_code_says_the_kind():
    assert [each.code for each in starters().values() if each.code[:2] != PREFIXES[DocumentKind(each.kind)]] == []


def test_clauses_exist_in_both_editions():
    named = [(each.code, clause) for each in starters().values() for clause in each.clauses]
    assert [(code, clause) for code, clause in named if not catalogue.exists(clause)] == []
    assert {(code, clause.partition(":")[0]) for code, clause in named} == set(product(CODES, ["2012", "2026"]))


@pytest.mark.parametrize("edition", ["2012", "2026"])
def test_every_clause_that_asks_something_is_answered(edition):
    """By a document that names it, or the clause above it or below it."""
    named = {clause for each in starters().values() for clause in each.clauses}
    asked = [each for each in catalogue.clauses(edition) if each.asks and each.chapter in CHAPTERS]
    assert [each.key for each in asked if not family(each) & named] == []


def family(clause):
    return {clause.key, *(each.key for each in (*catalogue.ancestors(clause), *catalogue.children(clause)))}


def test_texts_refer_to_what_is_in_the_set():
    known = lambda reference: reference if reference.kind == "document" and reference.name in CODES else None  # noqa: E731
    assert [(code, dangling(references(text.body), known)) for code, _, text in texts()] == [
        (code, ()) for code, _, text in texts()
    ]


def test_no_text_refers_to_itself():
    named = [(code, {each.name for each in references(text.body)}) for code, _, text in texts()]
    assert [code for code, names in named if code in names] == []


def test_texts_are_long_enough_to_work_by_and_have_no_gaps():
    assert [code for code, _, text in texts() if len(text.body.split()) < 120] == []
    assert [code for code, _, text in texts() if not outline(text.body) and not starters()[code].is_public] == []
    assert [code for code, _, text in texts() if GAPS & set(text.body.split())] == []


def test_every_public_topic_has_its_statement_in_both_languages():
    told = {each.topic: set(each.texts) for each in starters().values() if each.topic}
    assert told == {topic: {"en", "de"} for topic in Topic.values}


def test_every_procedure_that_a_lifecycle_names_is_in_the_set():
    assert set(governing.procedures()) - set(CODES) == set()


def test_file_without_head_is_a_defect(tmp_path, monkeypatch):
    (tmp_path / "PR-X.en.md").write_text("words\n---\na: 1\n---\nmore")
    monkeypatch.setattr(starter, "HERE", tmp_path)
    with pytest.raises(starter.BadStarter):
        starters.__wrapped__()


def test_languages_that_differ_are_a_defect(tmp_path, monkeypatch):
    for language, months in (("en", 12), ("de", 24)):
        head = f"---\nkind: policy\ntitle: X\nclauses: []\nreview_months: {months}\n---\nwords"
        (tmp_path / f"PO-X.{language}.md").write_text(head)
    monkeypatch.setattr(starter, "HERE", tmp_path)
    with pytest.raises(starter.BadStarter):
        starters.__wrapped__()


# taken in


def test_one_is_taken_in_as_drafts_in_its_languages(cast):
    made = take_in(by=acting(cast.quinn), code="PS-APPEALS", owner=cast.olive)
    document = Document.reloaded(made.pk)
    assert (document.kind, document.topic, document.is_public, document.owner) == (
        "public-statement", "appeals", True, cast.olive,
    )  # fmt: skip
    assert document.governs == list(starters()["PS-APPEALS"].clauses)
    found = DocumentVersion.objects.filter(document=document).order_by("language")
    assert [(each.language, each.state, each.title) for each in found] == [
        ("de", "draft", "Einsprüche"),
        ("en", "draft", "Appeals"),
    ]
    assert found[1].body == starters()["PS-APPEALS"].texts["en"].body
    assert found[1].was_written_by(cast.quinn.pk)


def test_one_is_taken_in_once(cast):
    take_in(by=acting(cast.quinn), code="PR-APPEALS", owner=cast.quinn)
    with pytest.raises(Refusal) as refusal:
        take_in(by=acting(cast.quinn), code="PR-APPEALS", owner=cast.quinn)
    assert (refusal.value.code, Document.objects.count()) == ("starter", 1)


@pytest.mark.parametrize(("code", "rule"), [("PR-NONE", "starter"), ("", "starter")])
def test_what_is_not_in_the_set_is_refused(cast, code, rule):
    assert take_in.refusal(by=acting(cast.quinn), code=code, owner=cast.quinn).code == rule


def test_only_keepers_take_in(cast):
    for person in (cast.olive, cast.ada, cast.carla):
        with pytest.raises(Refusal):
            take_in(by=acting(person), code="PR-APPEALS", owner=cast.quinn)


def test_only_personnel_answers_for_one(cast):
    refusal = take_in.refusal(by=acting(cast.quinn), code="PR-APPEALS", owner=cast.carla)
    assert refusal.code == "document-owner"


def test_all_are_taken_in_and_what_is_there_stays(cast):
    mine = take_in(by=acting(cast.quinn), code="PR-APPEALS", owner=cast.olive)
    report = list(take_in_all(by=acting(cast.quinn), owner=cast.quinn, once="all"))
    assert sorted(each.code for each in report) == [code for code in CODES if code != "PR-APPEALS"]
    assert [each.code for each in report if each.refusal] == []
    assert Document.reloaded(mine.pk).owner == cast.olive
    assert list(take_in_all(by=acting(cast.quinn), owner=cast.quinn, once="again")) == []


def test_one_that_is_refused_stops_none_of_the_others(cast):
    said_elsewhere(cast)
    report = list(take_in_all(by=acting(cast.quinn), owner=cast.quinn, once="all"))
    assert [(each.code, each.refusal.code) for each in report if each.refusal] == [("PS-APPEALS", "R-49")]
    assert Document.objects.count() == len(CODES)


def said_elsewhere(cast):
    a_document(cast, "PS-OURS", kind="public-statement", topic="appeals", is_public=True)


def test_the_set_can_be_put_into_effect(cast):
    everything_in_effect(cast)
    assert governing.missing() == []
    assert DocumentVersion.objects.filter(state="effective").count() == len(texts())
