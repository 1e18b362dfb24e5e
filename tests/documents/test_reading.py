"""Who reads what: the public, the personnel, a role, the keepers, the archive; and the search over all of it."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.documents import queries, readings
from guildhall.documents.acts import versions
from guildhall.documents.models import DocumentVersion
from guildhall.identity.roles import ASSESSOR, EXAMINER, OPERATIONS, SCHEME_MANAGER
from guildhall.kernel import clock
from guildhall.kernel.refusals import Refusal
from tests.cast import Cast, acting, authorise, give
from tests.documents.making import (
    a_colleague,
    a_controller,
    a_document,
    a_draft,
    a_paper,
    a_picture,
    approved,
    distributed,
    in_effect,
    said_publicly,
)
from tests.making import a_scope


@pytest.fixture
def shelf(cast: Cast) -> dict[str, DocumentVersion]:
    """A document of each kind of audience, all with the word 'zephyr' in their text."""
    said = "The zephyr blows."
    return {
        "public": said_publicly(cast, "appeals", said),
        "open": in_effect(cast, "PR-OPEN", said),
        "restricted": in_effect(cast, "WI-SECRET", said, restricted=True, owner=cast.tom),
    }


def codes(found: Any) -> list[str]:
    return sorted(version.document.code for version in found)


def test_everybody_reads_what_is_public_and_nothing_else(cast: Cast, shelf: dict[str, DocumentVersion]) -> None:
    for person_id in (None, cast.otto.pk):
        assert codes(queries.readable_by(person_id)) == ["PS-APPEALS"]
        assert codes(queries.search(person_id, "zephyr")) == ["PS-APPEALS"]


def test_personnel_reads_what_is_not_restricted(cast: Cast, shelf: dict[str, DocumentVersion]) -> None:
    kolja = a_colleague(cast)

    assert codes(queries.search(kolja.pk, "Zephyr BLOWS")) == ["PR-OPEN", "PS-APPEALS"]
    with pytest.raises(Refusal, match="not distributed to you"):
        readings.one_version(by=acting(kolja), version=shelf["restricted"])


def test_restricted_document_is_read_by_its_role_owner_and_keepers(
    cast: Cast, shelf: dict[str, DocumentVersion]
) -> None:
    distributed(cast, shelf["restricted"].document, OPERATIONS, must_acknowledge=False)

    for person in (cast.olive, cast.tom, cast.quinn, a_controller(cast)):
        assert readings.one_version(by=acting(person), version=shelf["restricted"]) == shelf["restricted"]
    assert "WI-SECRET" in codes(queries.search(cast.olive.pk, "zephyr"))


def test_document_of_one_scheme_reaches_its_role_in_that_scheme(cast: Cast) -> None:
    one, other = a_scope(cast, "WTT"), a_scope(cast, "PVT")
    version = in_effect(cast, "WI-STEPS", restricted=True, owner=cast.tom)
    distributed(cast, version.document, EXAMINER, one, must_acknowledge=False)
    erik, ella = a_colleague(cast, "Erik"), a_colleague(cast, "Ella")
    authorise(erik, EXAMINER, one)
    authorise(ella, EXAMINER, other)

    assert codes(queries.readable_by(erik.pk)) == ["WI-STEPS"]
    assert codes(queries.readable_by(ella.pk)) == []


def test_assessor_reads_everything_in_effect_and_the_archive(cast: Cast, shelf: dict[str, DocumentVersion]) -> None:
    give(acting(cast.tom), cast.otto, ASSESSOR, cast.body)
    approved(cast, shelf["open"].document)
    old = queries.versions().get(pk=shelf["open"].pk)

    assert codes(queries.readable_by(cast.otto.pk)) == ["PR-OPEN", "PS-APPEALS", "WI-SECRET"]
    assert readings.one_version(by=acting(cast.otto), version=old) == old


def test_draft_is_read_by_who_writes_owns_keeps_or_approves(cast: Cast) -> None:
    scope, sam = a_scope(cast), a_colleague(cast, "Sam")
    give(acting(cast.tom), sam, SCHEME_MANAGER, scope)
    draft = a_draft(cast, a_document(cast, scope=scope, owner=cast.olive), body="The zephyr blows.")

    for person in (cast.quinn, cast.olive, cast.tom, sam):
        assert readings.one_version(by=acting(person), version=draft) == draft
    for person in (a_colleague(cast), cast.otto):
        with pytest.raises(Refusal, match="not distributed to you"):
            readings.one_version(by=acting(person), version=draft)
    assert codes(queries.search(cast.quinn.pk, "zephyr")) == []


def test_what_is_approved_is_read_ahead_by_the_personnel_alone(cast: Cast) -> None:
    coming = approved(cast, a_document(cast, is_public=True), clock.today() + timedelta(days=5), body="Zephyr.")

    assert readings.one_version(by=acting(a_colleague(cast)), version=coming) == coming
    assert queries.public_document("PR-APPEALS") is None
    assert codes(queries.search(None, "zephyr")) == []


def test_obsolete_words_are_not_found(cast: Cast, shelf: dict[str, DocumentVersion]) -> None:
    approved(cast, shelf["open"].document, body="The wind has died.")

    assert codes(queries.search(cast.quinn.pk, "zephyr")) == ["PS-APPEALS", "WI-SECRET"]


def test_search_finds_words_of_any_case_and_of_papers(cast: Cast) -> None:
    version = in_effect(cast, "PR-UML", "ÜBER Einsprüche.")
    by = acting(cast.quinn)
    begun = versions.draft(by=by, document=a_document(cast, "PR-PAPER"), language="en")
    handed = versions.hand_in(by=by, version=begun, paper=a_paper("The brass compass"), title="On paper")
    versions.approve(by=acting(cast.tom), version=versions.submit(by=by, version=handed), effective_on=clock.today())

    assert list(queries.search(cast.quinn.pk, "über einSPRÜCHE")) == [version]
    assert codes(queries.search(cast.quinn.pk, "compass brass")) == ["PR-PAPER"]
    assert codes(queries.search(cast.quinn.pk, "compass wood")) == []


def test_public_word_on_a_topic_is_said_in_the_language_of_the_reader(cast: Cast) -> None:
    english = said_publicly(cast, "impartiality")
    german = approved(cast, english.document, language="de", title="Unparteilichkeit")

    assert queries.public_statement("impartiality", "de") == german
    assert queries.public_statement("impartiality") == english
    assert queries.public_statement("impartiality", "fr") == english
    assert queries.public_statement("appeals") is None
    assert [version.pk for version in queries.public("de")] == [german.pk]


def test_picture_is_seen_by_who_reads_its_document(cast: Cast, shelf: dict[str, DocumentVersion]) -> None:
    picture = a_picture(cast, shelf["restricted"].document)

    assert readings.file_of(by=acting(cast.quinn), picture=picture) == picture.file
    with pytest.raises(Refusal, match="not distributed to you"):
        readings.file_of(by=acting(a_colleague(cast)), picture=picture)


def test_reading_costs_the_same_for_one_document_as_for_thirty(cast: Cast, django_assert_num_queries: Any) -> None:
    kolja = a_colleague(cast)
    give(acting(cast.tom), kolja, OPERATIONS, cast.body)
    in_effect(cast, "PR-ONE")

    def asked() -> int:
        with django_assert_num_queries(4):
            return len(queries.search(kolja.pk, "five days"))

    assert asked() == 1
    for number in range(29):
        in_effect(cast, f"PR-N{number}")
    assert asked() == 30
