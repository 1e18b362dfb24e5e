"""Who is told what, in both languages; the timers T-21 and T-22; and what waits for whom."""

from datetime import date
from typing import Any

import pytest

from guildhall.applications import jobs, work
from guildhall.applications.acts import accommodations, applications, evidence, reviews
from guildhall.applications.models import Application
from guildhall.identity import erasure
from guildhall.identity.acts import persons
from guildhall.identity.models import Person
from guildhall.identity.roles import ACCOMMODATION_OFFICER, ELIGIBILITY_REVIEWER
from guildhall.jobs.lifecycles import JobState
from guildhall.jobs.models import Job
from guildhall.jobs.queueing import queue
from guildhall.jobs.worker import Worker
from guildhall.kernel.declarations import WorkItem, all_tellings
from guildhall.ledger import followers, sequencer
from guildhall.notices import deadlines, texts
from guildhall.notices.models import Deadline, Due, Notice
from tests import forge
from tests.applications.making import (
    a_complete_draft,
    a_draft,
    a_rejected,
    a_submitted,
    an_admitted,
    find,
    found,
    in_review,
)
from tests.applications.test_applying import replaced
from tests.cast import Cast, acting, authorise
from tests.making import Made, a_scope

WISH = "More time: dyslexia."


@pytest.fixture
def rob(made: Made) -> Any:
    return acting(made.crew.rob)


def follow() -> None:
    """Let everything that follows from the acts done so far come about."""
    while sequencer.run() + followers.advance_all():
        pass


def told(event: str) -> list[tuple[Person, str, bool]]:
    """Who was told of an act, in which text, and whether a message goes out."""
    follow()
    notices = Notice.objects.filter(event=f"applications.{event}").select_related("person")
    return sorted(
        ((each.person, each.text.removeprefix("applications/"), each.messages.exists()) for each in notices),
        key=lambda one: (one[1], one[0].number),
    )


def words_of(text: str, language: str) -> str:
    notice = Notice.objects.select_related("person").filter(text=f"applications/{text}").latest("made_at")
    written = texts.of(notice, language)
    return f"{written.subject}\n{written.body}"


def test_a_submission_is_told_to_the_applicant_and_to_the_schemes_reviewers(cast: Cast, made: Made) -> None:
    other = a_scope(cast, "CRANE")
    authorise(made.crew.dirk, ELIGIBILITY_REVIEWER, other)
    a_submitted(made, cast.carla)
    assert told("application.submit") == [(cast.carla, "submitted", True), (made.crew.rob, "to-review", False)]


def test_an_application_of_the_own_personnel_is_told_to_who_records_safeguards(cast: Cast, made: Made) -> None:
    a_submitted(made, cast.quinn)
    flagged = [each for each in told("application.submit") if each[1] == "flagged"]
    assert flagged == [(cast.tom, "flagged", False)]


def test_a_question_reaches_the_applicant_with_its_day_and_the_answer_the_reviewer(
    cast: Cast, made: Made, rob: Any
) -> None:
    reviewed = in_review(made, cast.carla)
    waiting = reviews.ask(by=rob, application=reviewed, question="Which year?")
    assert told("application.ask") == [(cast.carla, "asked", True)]
    assert "Which year?\n\nPlease answer by 1 Apr 2026." in words_of("asked", "en")
    assert "bis zum 1. April 2026" in words_of("asked", "de")
    reviews.answer(by=acting(cast.carla), application=waiting, answer="2011.")
    assert told("application.answer") == [(made.crew.rob, "answered", False)]


def test_an_admission_is_told(cast: Cast, made: Made) -> None:
    an_admitted(made, cast, cast.carla)
    assert told("application.take_up") == [(cast.carla, "review-begun", False)]
    assert told("application.admit") == [(cast.carla, "admitted", True)]
    assert told("application.find") == []
    assert "Sie sind zur Prüfung zugelassen" in words_of("admitted", "de")


def test_a_rejection_is_told_with_its_reasons_and_the_way_to_appeal(cast: Cast, made: Made) -> None:
    a_rejected(made, cast.carla)
    assert told("application.reject") == [(cast.carla, "rejected", True)]
    english, german = words_of("rejected", "en"), words_of("rejected", "de")
    assert "The certificate was issued to somebody else." in english
    assert "You can appeal against this." in english
    assert "Sie können dagegen Einspruch erheben." in german


def test_a_telling_about_somebody_erased_meanwhile_stops_nobody_elses(cast: Cast, made: Made) -> None:
    a_rejected(made, cast.carla)
    a_rejected(made, cast.otto)
    persons.erase(by=acting(cast.tom), person=cast.carla, reason="She asked for it.")
    erasure.finish()
    assert told("application.reject") == [(cast.otto, "rejected", True)]


def test_what_became_of_an_application_is_told(cast: Cast, made: Made) -> None:
    reviewed = in_review(made, cast.carla)
    applications.withdraw(by=acting(cast.carla), application=reviewed)
    assert told("application.withdraw") == [
        (made.crew.rob, "review-ended", False),
        (cast.carla, "withdrawn", True),
    ]
    rejected = a_rejected(made, cast.otto)
    reviews.reopen(by=acting(cast.quinn), application=rejected, reason="It was his.")
    assert told("application.reopen") == [(cast.otto, "reopened", True), (made.crew.rob, "review-again", False)]


def test_another_version_is_told(cast: Cast, made: Made) -> None:
    draft = a_complete_draft(made, cast.carla)
    replaced(made)
    applications.go_on(by=acting(cast.carla), application=draft)
    assert told("application.go_on") == [(cast.carla, "another-version", True)]
    assert "goes on under WTT-2" in words_of("another-version", "en")


def test_later_evidence_is_told_to_the_reviewer_and_its_finding_to_the_candidate(cast: Cast, made: Made) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    exp = made.requirements["EXP"]
    evidence.provide(by=acting(cast.carla), application=admitted, requirement=exp, words="Six months.")
    assert told("evidence.provide") == [(made.crew.rob, "further-evidence", False)]
    find(made, admitted, exp, "not-met")
    assert told("application.find") == [(cast.carla, "requirement-judged", True)]
    assert "does not suffice" in words_of("requirement-judged", "en")
    assert "reicht nicht aus" in words_of("requirement-judged", "de")


def test_arrangements_are_told_to_the_officers_of_the_scheme_and_decided_to_who_asked(cast: Cast, made: Made) -> None:
    authorise(made.crew.dirk, ACCOMMODATION_OFFICER, a_scope(cast, "CRANE"))
    abel, by = acting(made.crew.abel), acting(cast.carla)
    admitted = an_admitted(made, cast, cast.carla)
    asked = accommodations.request(by=by, application=admitted, wish=WISH)
    asked = accommodations.ask_evidence(by=abel, accommodation=asked, question="A doctor's letter.")
    asked = accommodations.give_evidence(by=by, accommodation=asked, words="It comes by post.")
    accommodations.grant(by=abel, accommodation=asked, extra_percent=25, read_aloud=True)
    assert told("accommodation.request") == [(made.crew.abel, "arrangements-requested", False)]
    assert told("accommodation.ask_evidence") == [(cast.carla, "arrangements-asked", True)]
    assert told("accommodation.give_evidence") == [(made.crew.abel, "arrangements-evidence", False)]
    assert told("accommodation.grant") == [(cast.carla, "arrangements-granted", True)]
    assert "- 25 per cent more time\n- the questions are read aloud" in words_of("arrangements-granted", "en")
    assert "- 25 Prozent mehr Zeit\n- die Aufgaben werden vorgelesen" in words_of("arrangements-granted", "de")


@pytest.mark.parametrize(
    ("text", "english"), [("arrangements-partly", "granted in part"), ("arrangements-refused", "is refused")]
)
def test_what_is_not_granted_is_told_with_reasons_and_appeal(cast: Cast, made: Made, text: str, english: str) -> None:
    asked = accommodations.request(by=acting(cast.carla), application=an_admitted(made, cast, cast.carla), wish=WISH)
    given = {"by": acting(made.crew.abel), "accommodation": asked, "reasons": "Speed is examined."}
    if text == "arrangements-partly":
        accommodations.grant_partly(**given, extra_percent=10)
    else:
        accommodations.refuse(**given)
    follow()
    words = words_of(text, "en")
    assert english in words.partition("\n")[0]
    assert "Speed is examined." in words
    assert "You can appeal against this." in words
    assert "Einspruch" in words_of(text, "de")


def test_every_text_of_the_room_is_there_in_both_languages() -> None:
    ours = {each.text for each in all_tellings() if each.text.startswith("applications/")} | {"applications/answer-due"}
    for text in ours:
        for language in ("en", "de"):
            assert texts._plain_text().get_template(texts.files(text, language)[0])
    assert len(ours) == 23


def test_the_applicants_time_to_answer_runs_warns_and_lets_the_application_lapse(
    cast: Cast, made: Made, rob: Any, clock: Any
) -> None:
    waiting = reviews.ask(by=rob, application=in_review(made, cast.carla), question="Which year?")
    follow()
    deadline = Deadline.objects.get(timer="applications.answer-is-due")
    assert (deadline.due_on, deadline.person, deadline.state) == (date(2026, 4, 1), cast.carla, Due.RUNNING)
    clock.move(days=28)
    deadlines.pass_day()
    assert "Your answer on application" in words_of("answer-due", "en")
    lapse_as_the_worker_does()
    assert Application.objects.get().state == "information-requested"
    clock.move(days=3)
    lapse_as_the_worker_does()
    waiting.refresh_from_db()
    assert waiting.state == "lapsed"
    assert told("application.lapse") == [(cast.carla, "lapsed", True)]
    assert Deadline.objects.get(pk=deadline.pk).state == Due.ENDED


def lapse_as_the_worker_does() -> None:
    queue(jobs.lapse)
    Worker().do_jobs()
    assert set(Job.objects.filter(kind=jobs.lapse.name).values_list("state", flat=True)) == {JobState.DONE}


def test_an_answer_meets_the_timer(cast: Cast, made: Made, rob: Any) -> None:
    waiting = reviews.ask(by=rob, application=in_review(made, cast.carla), question="Which year?")
    reviews.answer(by=acting(cast.carla), application=waiting, answer="2011.")
    follow()
    assert Deadline.objects.get(timer="applications.answer-is-due").state == Due.MET


def test_the_bodys_time_to_review_warns_operations_and_then_the_reviewer(cast: Cast, made: Made, rob: Any) -> None:
    submitted = a_submitted(made, cast.carla)
    follow()
    running = Deadline.objects.get(timer="applications.review-is-due", state=Due.RUNNING)
    assert (running.due_on, running.role, running.person) == (date(2026, 4, 1), "operations", None)
    reviewed = reviews.take_up(by=rob, application=submitted, no_conflict=True)
    follow()
    running = Deadline.objects.get(timer="applications.review-is-due", state=Due.RUNNING)
    assert (running.role, running.person) == ("", made.crew.rob)
    found(made, reviewed, "application")
    reviews.admit(by=rob, application=reviewed)
    follow()
    assert not Deadline.objects.filter(timer="applications.review-is-due", state=Due.RUNNING).exists()


def test_arrangements_are_due_in_fifteen_working_days(cast: Cast, made: Made) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    asked = accommodations.request(by=acting(cast.carla), application=admitted, wish=WISH)
    follow()
    deadline = Deadline.objects.get(code="T-22")
    assert (deadline.due_on, deadline.role, deadline.number) == (
        date(2026, 3, 23),
        "accommodation-officer",
        asked.number,
    )
    accommodations.refuse(by=acting(made.crew.abel), accommodation=asked, reasons="Speed is examined.")
    follow()
    assert Deadline.objects.get(code="T-22").state == Due.MET


def waiting_for(person: Person) -> list[tuple[str, date | None]]:
    queues = (
        work.own_applications,
        work.applications_to_review,
        work.accommodations_to_decide,
        work.safeguards_to_record,
    )
    items: list[WorkItem] = [item for each in queues for item in each.waiting_for(person_id=person.id)]
    return [(item.what.partition(": ")[2], item.due_on) for item in items]


def test_an_applicant_is_led_from_step_to_step(cast: Cast, made: Made, rob: Any) -> None:
    draft = a_draft(made, cast.carla)
    assert waiting_for(cast.carla) == [("go on", None)]
    applications.withdraw(by=acting(cast.carla), application=draft)
    draft = a_complete_draft(made, cast.carla)
    assert waiting_for(cast.carla) == [("submit", None)]
    submitted = applications.submit(by=acting(cast.carla), application=draft, confirmed=True)
    assert waiting_for(cast.carla) == []
    reviewed = reviews.take_up(by=rob, application=submitted, no_conflict=True)
    waiting = reviews.ask(by=rob, application=reviewed, question="Which year?")
    assert waiting_for(cast.carla) == [("answer what the reviewer asks", date(2026, 4, 1))]
    reviews.answer(by=acting(cast.carla), application=waiting, answer="2011.")
    found(made, Application.objects.get(pk=waiting.pk), "application")
    admitted = reviews.admit(by=rob, application=Application.objects.get(pk=waiting.pk))
    assert waiting_for(cast.carla) == [("hand in further evidence", None)]
    evidence.provide(
        by=acting(cast.carla), application=admitted, requirement=made.requirements["EXP"], words="Twelve months."
    )
    assert waiting_for(cast.carla) == []


def test_a_reviewer_takes_up_judges_decides_and_judges_what_comes_later(cast: Cast, made: Made, rob: Any) -> None:
    submitted = a_submitted(made, cast.carla)
    a_submitted(made, made.crew.rob)
    due = date(2026, 4, 1)
    assert waiting_for(made.crew.rob) == [("take up the review", due)]
    reviewed = reviews.take_up(by=rob, application=submitted, no_conflict=True)
    assert waiting_for(made.crew.rob) == [("judge its requirements", due)]
    found(made, reviewed, "application")
    assert waiting_for(made.crew.rob) == [("admit or reject", due)]
    admitted = reviews.admit(by=rob, application=reviewed)
    assert waiting_for(made.crew.rob) == []
    exp = made.requirements["EXP"]
    evidence.provide(by=acting(cast.carla), application=admitted, requirement=exp, words="Twelve months.")
    assert waiting_for(made.crew.rob) == [("judge further evidence", None)]
    find(made, admitted, exp)
    assert waiting_for(made.crew.rob) == []


def test_nothing_waits_for_who_reviews_in_another_scheme(cast: Cast, made: Made) -> None:
    other = a_scope(cast, "CRANE")
    for role in (ELIGIBILITY_REVIEWER, ACCOMMODATION_OFFICER):
        authorise(made.crew.dirk, role, other)
    submitted = a_submitted(made, cast.carla)
    accommodations.request(by=acting(cast.carla), application=submitted, wish=WISH)
    assert waiting_for(made.crew.dirk) == []
    assert waiting_for(made.crew.abel) == [("decide", date(2026, 3, 23))]


def test_a_safeguard_waits_for_who_has_no_part(cast: Cast, made: Made) -> None:
    flagged = a_submitted(made, cast.quinn)
    assert (waiting_for(cast.quinn), waiting_for(cast.tom)) == ([], [("record the safeguard", date(2026, 4, 1))])
    reviews.safeguard(by=acting(cast.tom), application=flagged, safeguard="By others.")
    assert waiting_for(cast.tom) == []


def test_evidence_that_an_officer_asked_for_waits_for_who_asked(cast: Cast, made: Made) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    forge.alter(made.requirements["EXP"], stage="application")
    find(made, admitted, made.requirements["EXP"])
    asked = accommodations.request(by=acting(cast.carla), application=admitted, wish=WISH)
    accommodations.ask_evidence(by=acting(made.crew.abel), accommodation=asked, question="A letter.")
    assert waiting_for(cast.carla) == [("hand in evidence", None)]
    assert waiting_for(made.crew.abel) == []
