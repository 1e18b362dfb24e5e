"""Who hears of what, which timers run, and what waits for whom."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from guildhall.identity.models import Person
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import all_queues
from guildhall.ledger import followers, sequencer
from guildhall.notices import deadlines, texts
from guildhall.notices.models import Deadline, Due, Notice
from guildhall.reference import import_house
from guildhall.schemes.acts import analyses, drafts, panels, schemes, tasks, versions
from guildhall.schemes.models import JobAnalysis, SchemeVersion
from tests.cast import Cast, acting
from tests.making import Made, a_crew, put_into_effect
from tests.schemes.conftest import Begun

import_house()


def follow() -> None:
    """Let all that follows from the acts done so far come about."""
    while sequencer.run() or followers.advance_all():
        pass


def told(event: str) -> list[tuple[str, str, str]]:
    """Who was told after an act, and the subjects of what they read in both languages."""
    notices = Notice.objects.select_related("person").filter(event=event).order_by("person__number")
    return [(e.person.given_name, texts.of(e, "en").subject, texts.of(e, "de").subject) for e in notices]


def waits(person: Person) -> list[str]:
    """What waits for somebody in this room."""
    queues = [queue for queue in all_queues() if queue.name.startswith("schemes.")]
    return [item.what for queue in queues for item in queue.waiting_for(person_id=person.id)]


def rated(begun: Begun) -> JobAnalysis:
    """An analysis of one task that the panel rates."""
    by = acting(begun.crew.sam)
    analysis = analyses.begin(by=by, scheme=begun.scheme, title="Turbines", method="Interviews")
    tasks.add(by=by, analysis=analysis, number="1", words="Isolate.", domain="Safety")
    for person, interest in ((begun.crew.pia, "Operators"), (begun.crew.pit, "Technicians")):
        panels.join(by=by, analysis=analysis, person=person, interest=interest, qualification="Ten years")
    return analyses.open_rating(by=by, analysis=analysis)


def test_panel_and_approvers_hear_of_an_analysis_and_it_waits_for_them(begun: Begun) -> None:
    analysis = rated(begun)
    crew, number = begun.crew, analysis.number
    assert (waits(crew.pia), waits(crew.ivo)) == ([f"Job analysis {number}: rate 1 tasks"], [])

    for member in analysis.panel.select_related("analysis__scheme", "person"):
        panels.rate(by=acting(member.person), member=member, ratings={"1": (4, 4)})
    analyses.close(by=acting(crew.sam), analysis=analysis)
    follow()

    subject = f"Job analysis {number}: the panel rates now"
    german = f"Tätigkeitsanalyse {number}: Das Panel bewertet jetzt"
    assert told("schemes.analysis.open") == [("Pia", subject, german), ("Pit", subject, german)]
    assert [row[0] for row in told("schemes.analysis.close")] == ["Ava"]
    assert (waits(crew.pia), waits(crew.ava), waits(crew.sam)) == ([], [f"Job analysis {number}: approve"], [])


def test_version_waits_for_whoever_may_take_its_next_step(begun: Begun, cast: Cast, public_statements: None) -> None:
    crew = begun.crew
    version = versions.submit(by=acting(crew.sam), version=begun.draft())
    assert [waits(person) for person in (crew.pia, crew.ava, crew.sam)] == [["WTT-1: validate"]] * 2 + [[]]

    day = house_clock.today() + timedelta(days=365)
    version = versions.validate(by=acting(crew.pia), version=version, validation="Pilot", next_review_on=day)
    assert [waits(person) for person in (crew.pia, crew.ava)] == [[], ["WTT-1: approve"]]

    version = versions.approve(by=acting(crew.ava), version=version)
    assert [waits(person) for person in (crew.ava, crew.sam)] == [[], ["WTT-1: publish"]]

    versions.publish(by=acting(crew.sam), version=version, effective_on=house_clock.today(), no_training_favoured=True)
    follow()

    assert waits(crew.sam) == []
    assert [row[0] for row in told("schemes.version.submit")] == ["Ava", "Pia", "Pit"]
    assert [row[0] for row in told("schemes.version.validate")] == ["Ava"]
    assert told("schemes.version.approve") == [("Sam", "WTT-1 is approved", "WTT-1 ist freigegeben")]
    assert [row[0] for row in told("schemes.version.take-effect")] == ["Sam", "Ivo", "Max", "Rob"]


def test_version_of_another_scheme_waits_for_nobody_here(begun: Begun, cast: Cast) -> None:
    other = schemes.open_scheme(by=acting(cast.tom), code="BRT", name="Blades")
    strangers = a_crew(cast, other.scope)
    versions.submit(by=acting(begun.crew.sam), version=begun.draft())
    assert [waits(person) for person in (strangers.pia, strangers.ava, strangers.sam)] == [[], [], []]


def test_author_hears_that_a_version_was_sent_back(begun: Begun) -> None:
    version = versions.submit(by=acting(begun.crew.sam), version=begun.draft())
    versions.send_back(by=acting(begun.crew.ava), version=version, reason="Too few judges.")
    follow()
    assert told("schemes.version.send-back") == [("Sam", "WTT-1 was sent back", "WTT-1 kommt zu Ihnen zurück")]


def running(timer: str) -> list[tuple[str, str, Any]]:
    found = Deadline.objects.filter(timer=timer).order_by("started_by_entry")
    return [(each.number, each.state, each.due_on) for each in found]


def test_review_and_analysis_have_their_days(made: Made, clock: Any) -> None:
    follow()
    day = made.version.next_review_on
    approved = house_clock.day_of(made.version.analysis.approved_at)
    assert running("schemes.review-due") == [("WTT-1", Due.RUNNING, day)]
    assert running("schemes.analysis-ages") == [
        (made.version.analysis.number, Due.RUNNING, approved.replace(year=approved.year + 5))
    ]

    clock.move(days=330)
    later = house_clock.today() + timedelta(days=300)
    findings = {"outcome": "keep", "findings": "Nothing changed.", "next_review_on": later}
    assert waits(made.crew.ava) == ["WTT-1: review"]
    versions.review(by=acting(made.crew.ava), version=made.version, **findings)
    follow()

    assert running("schemes.review-due") == [("WTT-1", Due.MET, day), ("WTT-1", Due.RUNNING, later)]
    assert waits(made.crew.ava) == []


def test_author_is_warned_of_a_review_and_never_waits_for_it(made: Made, clock: Any) -> None:
    follow()
    clock.move(days=306)
    deadlines.pass_day()
    warned = [each.person.given_name for each in Notice.objects.select_related("person").filter(event="T-16")]
    assert (warned, waits(made.crew.sam)) == (["Sam"], [])


def test_days_end_with_the_version(made: Made) -> None:
    by = acting(made.crew.sam)
    draft = drafts.begin(by=by, scheme=made.scheme, title="Turbines", like=made.version)
    later = put_into_effect(made.crew, drafts.plan_transition(by=by, version=draft, transition="At their end."))
    follow()
    assert [row[:2] for row in running("schemes.review-due")] == [("WTT-1", Due.ENDED), ("WTT-2", Due.RUNNING)]
    assert [row[1] for row in running("schemes.analysis-ages")] == [Due.RUNNING]

    versions.retire(by=by, version=SchemeVersion.objects.get(pk=later.pk), reason="The body gives the scheme up.")
    follow()

    assert [row[:2] for row in running("schemes.review-due")] == [("WTT-1", Due.ENDED), ("WTT-2", Due.ENDED)]
    assert [row[1] for row in running("schemes.analysis-ages")] == [Due.ENDED]


def test_nothing_waits_for_somebody_unknown() -> None:
    queues = [queue for queue in all_queues() if queue.name.startswith("schemes.")]
    assert [list(queue.waiting_for(person_id=UUID(int=7))) for queue in queues] == [[]] * len(queues)
    assert len(queues) > 6
