"""Where references lead: on the desk to records, in public and on paper to what everybody may open; and the control."""

import pytest

from guildhall.documents import referring
from guildhall.documents.controls.frozen import approved_versions_are_sealed
from guildhall.documents.controls.references import references_lead_somewhere
from guildhall.documents.models import Frozen
from guildhall.documents.rendering import Reference, Target
from guildhall.kernel import clauses
from tests import forge
from tests.cast import acting
from tests.certification.making import worked
from tests.documents.keys import keyed
from tests.documents.making import a_document, approved, in_effect, said_publicly

TEXT = "[[PR-APPEALS]] [[PS-PROCESS]] [[PR-NONE]] [[clause 2012:9.8]] [[clause 2012:99.1]] [[record P-2026-000003]]"
NAMES = {
    "appeals": Reference("document", "PR-APPEALS"),
    "process": Reference("document", "PS-PROCESS"),
    "none": Reference("document", "PR-NONE"),
    "clause": Reference("clause", "2012:9.8"),
    "no clause": Reference("clause", "2012:99.1"),
    "record": Reference("record", "P-2026-000003"),
}


@pytest.fixture
def documents(cast):
    """An internal document and a public one."""
    return in_effect(cast), said_publicly(cast, "process", title="How it works")


def led(resolve) -> dict[str, Target | None]:
    return {name: resolve(reference) for name, reference in NAMES.items()}


def test_on_the_desk_they_lead_to_records(documents):
    appeals, process = documents
    assert led(referring.on_desk(TEXT)) == {
        "appeals": Target("How appeals are heard (PR-APPEALS)", f"/documents/record/{appeals.document_id}/"),
        "process": Target("How it works (PS-PROCESS)", f"/documents/record/{process.document_id}/"),
        "none": None,
        "clause": Target("17024:2012 9.8", "/conformity/clauses/2012:9.8/"),
        "no clause": None,
        "record": Target("P-2026-000003", "/search?q=P-2026-000003"),
    }


def test_in_public_they_lead_to_what_is_public(documents):
    assert led(referring.in_public(TEXT)) == {
        "appeals": Target("PR-APPEALS", ""),
        "process": Target("How it works", "/documents/PS-PROCESS/"),
        "none": None,
        "clause": Target("17024:2012 9.8", ""),
        "no clause": None,
        "record": Target("P-2026-000003", ""),
    }


def test_on_paper_addresses_are_whole(documents):
    assert referring.on_paper(TEXT)(NAMES["process"]) == Target(
        "How it works", "http://127.0.0.1:8000/documents/PS-PROCESS/"
    )


def test_resolving_many_costs_as_many_queries_as_one(cast, documents, django_assert_num_queries):
    with django_assert_num_queries(1):
        led(referring.on_desk(TEXT))
    with django_assert_num_queries(1):
        referring.on_desk(" ".join(f"[[PR-{number}]]" for number in range(30)))(NAMES["none"])


def test_author_learns_which_lead_nowhere(cast, documents):
    assert referring.dangling(f"{TEXT} [[record P-2026-999999]]", acting(cast.olive)) == (
        NAMES["none"],
        NAMES["no clause"],
        Reference("record", "P-2026-999999"),
    )


def test_record_that_its_author_cannot_find_leads_nowhere_for_them(cast):
    """Carla finds no persons: she learns nothing of whether there is one of that number."""
    assert referring.dangling("[[record P-2026-000003]]", acting(cast.carla)) == (NAMES["record"],)


def test_the_house_knows_which_clauses_there_are():
    assert (clauses.exists("2026:6.5/disclosure"), clauses.exists("2012:42.7")) == (True, False)


# controls


def test_control_holds_where_every_reference_leads_somewhere(cast, documents):
    in_effect(cast, "PR-OTHER", "See [[PR-APPEALS]], [[clause 2012:9.8]], [[record AP-2026-000001]] and `[[PR-NONE]]`.")
    answer = references_lead_somewhere.query()
    assert (answer.state.value, answer.looked_at) == ("holds", 1)


@pytest.mark.parametrize("written", ["[[PR-NONE]]", "[[clause 2012:99.1]]"])
def test_control_names_the_version_whose_reference_leads_nowhere(cast, documents, written):
    version = in_effect(cast, "PR-OTHER", f"See [[PR-APPEALS]] and {written}.")
    answer = references_lead_somewhere.query()
    assert [(each.record, each.number, each.link) for each in answer.findings] == [
        (version.ref, version.number, ("documents:version", str(version.pk)))
    ]


def test_control_of_sealed_files_holds_where_the_worker_works(cast, clock):
    keyed()
    approved(cast, a_document(cast))
    worked()
    clock.move(days=2)
    answer = approved_versions_are_sealed.query()
    assert (answer.state.value, answer.looked_at) == ("holds", 1)


def test_control_names_the_version_without_a_sealed_file(cast, clock):
    keyed()
    version = approved(cast, a_document(cast))
    worked()
    forge.remove(Frozen.objects.get())
    assert approved_versions_are_sealed.query().state.value == "holds"
    clock.move(days=2)
    assert [each.number for each in approved_versions_are_sealed.query().findings] == [version.number]
