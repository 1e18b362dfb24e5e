"""Evidence: provided as file and words, replaced, taken back, and kept where a finding rests on it."""

from datetime import date, timedelta

import pytest

from guildhall.applications.acts import evidence, reviews
from guildhall.applications.models import Application, Evidence
from guildhall.applications.queries import evidence_of
from guildhall.kernel import clock
from guildhall.schemes.models import Requirement
from guildhall.vault import files
from tests import forge
from tests.applications.making import a_draft, a_submitted, an_admitted, find, in_review
from tests.applications.test_applying import refused, replaced
from tests.cast import Cast, acting
from tests.making import Made
from tests.papers import received


@pytest.fixture
def asked(made: Made) -> Requirement:
    return made.requirements["EDU"]


def test_evidence_is_a_file_or_words_and_sealed_under_the_persons_key(
    cast: Cast, made: Made, asked: Requirement
) -> None:
    draft, by = a_draft(made, cast.carla), acting(cast.carla)
    given = {"by": by, "application": draft, "requirement": asked}
    assert refused("evidence-whole", evidence.provide, **given, words="  ").field == "paper"

    provided = evidence.provide(
        **given, words="Finished in 2011.", dated_on=date(2011, 7, 1), paper=received(cast.carla, name="Brief.pdf")
    )

    provided.refresh_from_db()
    assert provided.file is not None
    assert (provided.words, provided.dated_on, provided.provided_by, provided.file.key_id) == (
        "Finished in 2011.",
        date(2011, 7, 1),
        str(by),
        cast.carla.data_key,
    )
    assert files.name_of(provided.file) == "Brief.pdf"


def test_evidence_is_not_from_tomorrow_and_belongs_to_the_version(cast: Cast, made: Made, asked: Requirement) -> None:
    draft, by = a_draft(made, cast.carla), acting(cast.carla)
    given = {"by": by, "application": draft, "words": "Here."}
    tomorrow = clock.today() + timedelta(days=1)
    refused("evidence-date", evidence.provide, **given, requirement=asked, dated_on=tomorrow)
    other = Requirement.objects.get(version=replaced(made), code="LANG")
    refused("requirement-asked", evidence.provide, **given, requirement=other)


def test_what_is_replaced_or_taken_back_keeps_its_row(cast: Cast, made: Made, asked: Requirement) -> None:
    draft, by = a_draft(made, cast.carla), acting(cast.carla)
    first = evidence.provide(by=by, application=draft, requirement=asked, words="A copy.")

    second = evidence.replace(by=by, evidence=first, words="A better copy.")

    assert [each.words for each in evidence_of(draft)] == ["A better copy."]
    evidence.remove(by=by, evidence=second)
    assert not evidence_of(draft).exists()
    assert sorted(each.words for each in Evidence.objects.all()) == ["A better copy.", "A copy."]
    refused("evidence-open", evidence.remove, by=by, evidence=second)
    refused("evidence-open", evidence.replace, by=by, evidence=second, words="Once more.")
    refused("evidence-whole", evidence.replace, by=by, evidence=_anew(draft, asked), words=" ")


def _anew(draft: Application, asked: Requirement) -> Evidence:
    return evidence.provide(by=acting(draft.person), application=draft, requirement=asked, words="Anew.")


def test_nobody_takes_back_what_somebody_else_provided(cast: Cast, made: Made, asked: Requirement) -> None:
    provided = evidence.provide(
        by=acting(cast.carla), application=a_draft(made, cast.carla), requirement=asked, words="Here."
    )
    for other in (cast.otto, cast.olive, made.crew.rob, cast.ada):
        refused("permission", evidence.remove, by=acting(other), evidence=provided)


def test_evidence_is_taken_in_while_it_can_be_read_and_not_while_it_is_judged(
    cast: Cast, made: Made, asked: Requirement
) -> None:
    by = acting(cast.carla)
    submitted = a_submitted(made, cast.carla)
    more = {"by": by, "requirement": asked, "words": "More."}
    assert refused("evidence-time", evidence.provide, application=submitted, **more).mend.link[0].endswith("my-recall")
    first = evidence_of(submitted)[0]
    refused("evidence-time", evidence.remove, by=by, evidence=first)
    refused("evidence-time", evidence.replace, by=by, evidence=first, words="Other.")
    rob = acting(made.crew.rob)
    reviewed = reviews.take_up(by=rob, application=submitted, no_conflict=True)
    assert refused("evidence-time", evidence.provide, application=reviewed, **more).mend.link == ()

    waiting = reviews.ask(by=rob, application=reviewed, question="Where is the second page?")

    evidence.provide(application=waiting, **more)
    assert evidence_of(waiting).filter(requirement=asked).count() == 2


def test_what_a_finding_rests_on_stays(cast: Cast, made: Made, asked: Requirement) -> None:
    reviewed = in_review(made, cast.carla)
    find(made, reviewed, asked)
    reviews.ask(by=acting(made.crew.rob), application=reviewed, question="And the safety training?")
    judged = evidence_of(reviewed).get(requirement=asked)
    unjudged = evidence_of(reviewed).get(requirement=made.requirements["SAFE"])

    refused("evidence-judged", evidence.remove, by=acting(cast.carla), evidence=judged)
    refused("evidence-judged", evidence.replace, by=acting(cast.carla), evidence=judged, words="Other.")

    assert evidence.remove(by=acting(cast.carla), evidence=unjudged).removed_at is not None


def test_a_candidate_hands_in_later_evidence_until_the_application_is_closed(cast: Cast, made: Made) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    given = {"by": acting(cast.carla), "application": admitted, "requirement": made.requirements["EXP"]}
    assert evidence.provide(**given, words="Twelve months at Windkraft Nord.").pk
    forge.alter(admitted, state="closed")
    refused("evidence-time", evidence.provide, **given, words="More.")
