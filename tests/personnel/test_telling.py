"""Who hears of what becomes of declarations, conflicts, trainings and authorisations."""

from datetime import timedelta
from typing import Any

from guildhall.identity.roles import EXAMINER
from guildhall.kernel import actors, clock
from guildhall.notices import texts
from guildhall.notices.models import Deadline, Due, Notice
from guildhall.personnel.acts import authorisations, clearances, criteria, declarations, needs, trainings
from tests.cast import Cast, acting, authorise
from tests.notices.conftest import follow
from tests.personnel.conftest import Signing
from tests.personnel.making import Bench, criteria_in_effect
from tests.personnel.making_competence import a_measure, a_need, shown, supervised
from tests.personnel.making_posts import organised


def test_whose_declaration_ended_is_told_that_their_roles_do_not_hold(cast: Cast, signing: Signing, clock: Any) -> None:
    signed = signing(cast.quinn)
    clock.move(days=366)
    declarations.expire(by=actors.machine("timers"), declaration=signed)
    follow()

    notice = Notice.objects.select_related("person").get(event="personnel.declaration.expire")

    assert (notice.person, notice.words, notice.link) == (
        cast.quinn,
        {"ended_on": "2027-03-02"},
        ["personnel:declare"],
    )
    english, german = texts.of(notice, "en"), texts.of(notice, "de")
    assert english.subject == f"Your declaration {signed.number} has ended"
    assert "ended on 2 Mar 2027 and was not renewed. Roles that need it have not held since then;" in english.body
    assert german.subject == f"Ihre Erklärung {signed.number} ist abgelaufen"
    assert "endete am 2. März 2027" in german.body


def told(event: str) -> list[tuple[str, str]]:
    """Who was told after an act, and the subject of what they read."""
    notices = Notice.objects.select_related("person").filter(event=event).order_by("person__number")
    return [(each.person.given_name, texts.of(each, "en").subject) for each in notices]


def test_steps_of_an_authorisation_are_told_to_who_takes_the_next(bench: Bench) -> None:
    given = bench.authorised()
    follow()

    number = given.number
    assert told("personnel.authorisation.propose") == [("Ada", f"Authorisation {number} waits for your evaluation")]
    assert told("personnel.authorisation.evaluate") == [("Tomasz", f"Authorisation {number} waits for top management")]
    assert told("personnel.authorisation.authorise") == [("Erik", f"You are authorised: {number}")]
    notice = Notice.objects.get(event="personnel.authorisation.authorise")
    english, german = texts.of(notice, "en").body, texts.of(notice, "de").body
    assert "as Examiner in Wind Turbine Technician until 2 Mar 2027" in english
    assert "bis 2. März 2027" in german


def test_end_and_refusal_of_an_authorisation_are_told(bench: Bench) -> None:
    given = bench.authorised()
    authorisations.suspend(by=acting(bench.cast.tom), authorisation=given, reason="Raters disagree with him.")
    declined = bench.proposed(role="decider")
    authorisations.decline(by=acting(bench.cast.tom), authorisation=declined, reason="Not needed.")
    follow()

    stopped = f"Your authorisation {given.number} does not hold any more"
    assert told("personnel.authorisation.suspend") == [("Erik", stopped)]
    refused = f"Authorisation {declined.number} was declined"
    assert told("personnel.authorisation.decline") == [("Quinn", refused), ("Erik", refused)]


def test_end_of_the_term_runs_and_stops_with_the_authorisation(bench: Bench) -> None:
    given = bench.authorised()
    follow()
    due = Deadline.objects.get(timer="personnel.authorisation-ends")
    assert (due.about, due.due_on, due.state) == (given.ref, given.until_on, Due.RUNNING)

    authorisations.suspend(by=acting(bench.cast.tom), authorisation=given, reason="Raters disagree with him.")
    follow()

    due.refresh_from_db()
    assert due.state == Due.ENDED


def test_conflict_is_told_to_its_judges_and_its_judgement_to_who_named_it(cast: Cast) -> None:
    made = clearances.declare(by=acting(cast.quinn), person=cast.quinn, about=cast.carla.ref, conflict="A friend.")
    clearances.bar(by=acting(cast.tom), clearance=made, reasons="Too close.")
    follow()

    number = cast.carla.number
    assert told("personnel.clearance.disclose") == [
        ("Tomasz", f"A conflict in {number} waits for your judgement"),
    ]
    assert told("personnel.clearance.bar") == [("Quinn", f"Your conflict in {number} has been judged")]
    assert not any("A friend." in str(each.words) for each in Notice.objects.all())


def test_trainer_hears_only_what_others_recorded(bench: Bench) -> None:
    given: dict[str, Any] = {"person": bench.cast.carla, "trainer": bench.erik, "scope": bench.scope, "title": "Blades"}
    trainings.record(by=acting(bench.erik), ended_on=clock.today(), **given)
    by_others = trainings.record(by=acting(bench.cast.olive), ended_on=clock.today(), **given)
    follow()

    assert told("personnel.training.record") == [
        ("Erik", f"It was recorded that you trained somebody: {by_others.number}")
    ]


def test_people_hear_of_posts_criteria_evidence_and_supervision(bench: Bench) -> None:
    cast = bench.cast
    organised(cast)
    entry = shown(cast, bench.erik)
    version = criteria_in_effect(cast, EXAMINER.code)
    authorise(cast.olive, EXAMINER, bench.scope)
    phase = supervised(cast, bench.erik, cast.olive, EXAMINER, bench.scope)
    follow()

    assert [who for who, _ in told("personnel.occupancy.begin")] == ["Tomasz", "Quinn", "Olive"]
    assert told("personnel.occupancy.begin")[0][1] == "Your post: Director"
    assert told("personnel.criteria.submit") == [("Tomasz", f"Criteria to approve: {version.number}")]
    assert told("personnel.evidence.verify") == [("Erik", f"Your evidence was looked at: {entry.number}")]
    began = f"Work under supervision: {phase.number}"
    assert told("personnel.supervision.begin") == [("Olive", began), ("Erik", began)]
    notice = Notice.objects.filter(event="personnel.supervision.begin").first()
    assert notice is not None
    assert "für die Rolle Prüfende in Wind Turbine Technician" in texts.of(notice, "de").body.replace(
        "Prüfer", "Examiner"
    )


def test_learners_hear_of_needs_and_measures_but_not_of_their_own_wishes(cast: Cast) -> None:
    need = a_need(cast, cast.olive)
    wish = {"role": EXAMINER.code, "scope": None, "source": "wish", "words": "English.", "due_on": need.due_on}
    needs.find(by=acting(cast.ada), person=cast.ada, **wish)
    measure = a_measure(cast, need)
    follow()

    assert told("personnel.need.find") == [("Olive", f"Something to learn: {need.number}")]
    assert told("personnel.measure.enrol") == [("Olive", "You take part: Marking together")]
    german = texts.of(Notice.objects.get(event="personnel.measure.enrol"), "de")
    assert f"„Marking together“ ({measure.number}) am 2. März 2026" in german.body


def test_new_criteria_tell_whose_authorisation_ends_earlier_and_move_its_timer(bench: Bench) -> None:
    given = bench.authorised(days=700)
    day = clock.today() + timedelta(days=60)
    authorisations.shorten(by=criteria.MACHINE, authorisation=given, until_on=day)
    follow()

    assert told("personnel.authorisation.shorten") == [("Erik", f"Your authorisation ends earlier: {given.number}")]
    running = Deadline.objects.get(about=given.ref, code="T-11", state=Due.RUNNING)
    assert running.due_on == day
