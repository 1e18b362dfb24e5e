"""What governed a record when it began: noted by a follower, shown on its page, looked at by controls."""

from datetime import timedelta

import pytest
from django.http import HttpRequest

from guildhall.documents import governing
from guildhall.documents.acts import versions
from guildhall.documents.controls.procedures import procedures_are_in_effect, procedures_stand_while_records_are_open
from guildhall.documents.followers import procedures
from guildhall.documents.models import Governed
from guildhall.kernel import clock
from guildhall.kernel.lifecycles import Lifecycle
from guildhall.ledger import followers, sequencer
from guildhall.ledger.guard import writing_as
from guildhall.ledger.models import Entry
from guildhall.personnel.acts import declarations, texts
from guildhall.personnel.models import Declaration
from guildhall.reference import all_lifecycles
from guildhall.shell.records import said_of
from tests.cast import acting, sign_in
from tests.documents.making import a_document, approved
from tests.documents.making_starter import everything_in_effect

WITHOUT = {"job"}
"""Lifecycles that no procedure governs: background work is no record of certification."""


def noted() -> None:
    """What the followers do after the acts."""
    sequencer.run()
    while followers.advance_all():
        continue


def a_declaration(cast, person=None) -> Declaration:
    return declarations.make(by=acting(person or cast.tom), person=person or cast.tom)


@pytest.fixture(autouse=True)
def _text(cast) -> None:
    """The words that people sign are in effect; they began before there was any procedure."""
    proposed = texts.propose(by=acting(cast.quinn), words="I act impartially.")
    texts.approve(by=acting(cast.tom), text=proposed)


def governed(record) -> tuple[str, int | None]:
    found = Governed.objects.get(kind=record._meta.label_lower, record=record.pk)
    return found.procedure, found.version.ordinal if found.version else None


def test_each_lifecycle_names_its_procedure_or_is_no_record_of_ours():
    without = {lifecycle.noun for _, lifecycle in all_lifecycles() if not lifecycle.procedure}
    assert without == WITHOUT


def test_record_that_begins_notes_the_version_in_force(cast):
    approved(cast, a_document(cast, "PR-INTERESTS"))
    declaration = a_declaration(cast)
    noted()
    assert governed(declaration) == ("PR-INTERESTS", 1)


def test_record_keeps_the_version_under_which_it_began(cast):
    first = approved(cast, a_document(cast, "PR-INTERESTS"))
    before = a_declaration(cast)
    approved(cast, first.document, body="# Otherwise\n\nEvery month.")
    after = a_declaration(cast, cast.quinn)
    noted()
    assert (governed(before), governed(after)) == (("PR-INTERESTS", 1), ("PR-INTERESTS", 2))


def test_record_that_began_before_its_procedure_says_so(cast):
    before = a_declaration(cast)
    approved(cast, a_document(cast, "PR-INTERESTS"))
    noted()
    assert governed(before) == ("PR-INTERESTS", None)


def test_version_that_was_withdrawn_governs_nothing_later(cast):
    version = approved(cast, a_document(cast, "PR-INTERESTS"))
    versions.withdraw(by=acting(cast.tom), version=version, reason="It contradicts the law.")
    after = a_declaration(cast)
    noted()
    assert governed(after) == ("PR-INTERESTS", None)


def test_version_that_waits_for_its_day_governs_nothing_yet(cast):
    approved(cast, a_document(cast, "PR-INTERESTS"), effective_on=clock.today() + timedelta(days=7))
    declaration = a_declaration(cast)
    noted()
    assert governed(declaration) == ("PR-INTERESTS", None)


def test_house_language_names_the_version_where_there_are_several(cast):
    document = a_document(cast, "PR-INTERESTS")
    approved(cast, document, language="de")
    approved(cast, document, language="en")
    declaration = a_declaration(cast)
    noted()
    assert Governed.objects.get(record=declaration.pk).version.language == "en"


def test_entry_that_is_read_again_notes_nothing_twice(cast):
    declaration = a_declaration(cast)
    noted()
    count = Governed.objects.count()
    with writing_as("follower"):
        procedures.effect(entry=Entry.objects.get(subject=declaration.ref, act="personnel.declaration.make"), index=0)
    assert Governed.objects.count() == count


# shown


def test_page_says_under_which_version_a_record_began(cast, client):
    first = approved(cast, a_document(cast, "PR-DOCUMENTS"))
    second = approved(cast, a_document(cast, "PR-OTHER"))
    noted()
    page = sign_in(client, cast.quinn).get(f"/documents/versions/{second.pk}/").content.decode()
    assert "PR-DOCUMENTS version 1" in page
    assert f"/documents/versions/{first.pk}/" in page
    assert "Another version took its place since." not in page


def test_page_says_when_the_procedure_was_replaced_since(cast, client):
    first = approved(cast, a_document(cast, "PR-DOCUMENTS"))
    other = approved(cast, a_document(cast, "PR-OTHER"))
    approved(cast, first.document, body="# New")
    noted()
    page = sign_in(client, cast.quinn).get(f"/documents/versions/{other.pk}/").content.decode()
    assert "PR-DOCUMENTS version 1" in page
    assert "Another version took its place since." in page


def test_page_of_a_record_that_began_without_a_procedure_says_so(cast, client):
    other = approved(cast, a_document(cast, "PR-OTHER"))
    noted()
    page = sign_in(client, cast.quinn).get(f"/documents/versions/{other.pk}/").content.decode()
    assert "No version was in effect when it began." in page


@pytest.mark.parametrize(("area", "told"), [("desk", 1), ("assessor", 1), ("portal", 0), ("public", 0)])
def test_only_who_works_here_or_assesses_is_told(cast, area, told):
    approved(cast, a_document(cast, "PR-INTERESTS"))
    declaration = a_declaration(cast)
    noted()
    request = a_request(area)
    assert [fact.value for fact in said_of(declaration, request)] == ["PR-INTERESTS version 1"] * told


def a_request(area: str) -> HttpRequest:
    """A request for a page of an area."""
    request = HttpRequest()
    request.area = area
    return request


# looked at


def test_control_names_procedures_that_are_not_in_effect(cast):
    document = a_document(cast, "PR-INTERESTS")
    answer = procedures_are_in_effect.query()
    assert answer.looked_at == len(governing.procedures()) == len(answer.findings)
    by_code = {each.number: each for each in answer.findings}
    assert by_code["PR-INTERESTS"].record == document.ref
    assert by_code["PR-DECISIONS"].link == ("documents:procedures",)


def test_control_holds_when_the_set_is_in_effect(cast):
    everything_in_effect(cast)
    answer = procedures_are_in_effect.query()
    assert (answer.state.value, answer.looked_at) == ("holds", len(governing.procedures()))


def test_control_asks_for_a_judgement_where_a_procedure_was_replaced_midway(cast):
    first = approved(cast, a_document(cast, "PR-INTERESTS"))
    a_declaration(cast)
    noted()
    assert procedures_stand_while_records_are_open.query().state.value == "holds"
    approved(cast, first.document, body="# New")
    answer = procedures_stand_while_records_are_open.query()
    assert answer.state.value == "needs judgement"
    assert "PR-INTERESTS version 1 (1 open)" in answer.judgement


def test_control_does_not_mind_records_that_ended_before(cast):
    first = approved(cast, a_document(cast, "PR-INTERESTS"))
    declaration = a_declaration(cast)
    declarations.discard(by=acting(cast.tom), declaration=declaration)
    approved(cast, first.document, body="# New")
    noted()
    assert procedures_stand_while_records_are_open.query().state.value == "holds"


def test_lifecycle_says_its_procedure():
    assert all(isinstance(life.lifecycle, Lifecycle) and life.procedure for life in governing.lives().values())
