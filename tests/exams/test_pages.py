"""The pages of examining: each shows what it should to who may, says why not to others, and logs who looked."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guildhall.exams import pictures
from guildhall.exams.acts import attempts, irregularities, results
from guildhall.exams.lifecycles import AttemptState, FormState, MarkingState, SittingState
from guildhall.exams.models import Attempt, Candidacy, Checklist, Form, Marking, Result, ResultBatch, Sitting
from guildhall.exams.queries import on_duty, placements
from guildhall.identity.acts import scopes
from guildhall.identity.roles import EXAM_MANAGER, INVIGILATOR
from guildhall.kernel import clock as house_clock
from guildhall.kernel import identifiers
from guildhall.ledger.models import Access
from tests.cast import Cast, acting, authorise, sign_in
from tests.exams.making import (
    SEEN,
    a_candidate,
    a_checklist,
    a_complete_file,
    a_draft_checklist,
    a_form,
    a_sitting,
    a_written_result,
    an_assembled_form,
    assigned,
    booked,
    checked_in,
    declared,
    marked,
    on_paper,
    opened,
    reconciled,
    staffed,
    typed,
)
from tests.itembank.making import items_in_use
from tests.making import Made
from tests.papers import SCAN


@pytest.fixture
def max_(made: Made) -> Client:
    return sign_in(Client(), made.crew.max)


@pytest.fixture
def ina(made: Made) -> Client:
    return sign_in(Client(), made.crew.ina)


def text_of(client: Client, name: str, *args: object, status: int = 200, **query: str) -> str:
    answer = client.get(reverse(f"exams:{name}", args=args), query)
    assert answer.status_code == status, re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())[:600]
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client: Client, name: str, *args: object, status: int = 302, **typed_in: Any) -> str:
    sent = {"once": identifiers.new_id().hex, **typed_in}
    answer = client.post(reverse(f"exams:{name}", args=args), sent)
    assert answer.status_code == status, re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())[:900]
    return answer.headers.get("Location", "") or re.sub(r"\s+", " ", answer.content.decode())


def test_form_goes_its_whole_way_by_pages(made: Made, max_: Client) -> None:
    items_in_use(made, {"A": 4, "B": 2, "C": 1})
    assert "Here stand the forms" in text_of(max_, "forms")
    send(max_, "form-begin", component=made.written.pk, title="Form 1")
    form = Form.objects.get()
    page = text_of(max_, "form", form.pk)
    assert "These domains do not fit the blueprint: A, B, C." in page
    send(max_, "form-assemble", form.pk, seed="7")
    send(max_, "form-standard", form.pk, cut="4", basis="Modified Angoff, 5 judges", comparability="First form.")
    first = placements(form).first()
    send(max_, "placement-move", first.pk, position="2")
    spare = [each.pk for each in items_in_use(made, {"A": 1})]
    send(max_, "form-add", form.pk, version=spare[0], pretest="on")
    send(max_, "form-standard", form.pk, cut="4", basis="Modified Angoff, 5 judges", comparability="First form.")
    send(max_, "form-propose", form.pk)
    assert "an author does not approve their own form" in send(max_, "form-sign", form.pk, record="Fine.", status=409)

    rita, ava = sign_in(Client(), made.crew.rita), sign_in(Client(), made.crew.ava)
    page = text_of(rita, "form", form.pk)
    assert "Key: <strong>B</strong>" in page
    assert "Question 1 of domain A?" in page
    send(rita, "form-sign", form.pk, record="No overlap.")
    send(ava, "form-verify", form.pk, record="All looked at.")
    send(max_, "form-release", form.pk)

    form = Form.objects.get()
    assert (form.state, placements(form).filter(pretest=True).count()) == (FormState.LIVE, 1)
    page = text_of(max_, "form", form.pk)
    assert "Every domain has exactly the scored items that the blueprint wants." in page
    send(max_, "form-suspend", form.pk, reason="Posted in a forum.")
    assert Access.objects.filter(reading="exams.form.open", subject=form.ref).count() == 3


def test_forms_are_read_in_their_scheme_alone(made: Made, cast: Cast) -> None:
    form = an_assembled_form(made)
    other = scopes.open_scope(by=acting(cast.tom), kind="scheme", number="CRANE", name="Crane Operator")
    authorise(made.crew.dirk, EXAM_MANAGER, other)
    client = sign_in(Client(), made.crew.dirk)
    assert form.number not in text_of(client, "forms")
    assert "Question 1 of" not in text_of(client, "form", form.pk, status=409)
    for person in (made.crew.erik, made.crew.ina, cast.carla, cast.ada):
        assert form.title not in text_of(sign_in(Client(), person), "form", form.pk, status=403)


def test_checklist_is_written_and_approved_by_pages(made: Made, max_: Client) -> None:
    send(max_, "checklist-draft", component=made.practical.pk, title="Rescue", tolerance="1")
    checklist = Checklist.objects.get()
    step = {"station": "Tower", "words": "Secures themselves", "points": "2", "critical": "on"}
    send(max_, "checklist-add", checklist.pk, **step)
    page = text_of(max_, "checklist", checklist.pk)
    assert "Secures themselves" in page
    assert "critical" in page
    found = checklist.steps.get()
    send(max_, "step-change", found.pk, **{**step, "points": "3"})
    send(sign_in(Client(), made.crew.ava), "checklist-approve", checklist.pk)
    assert "No attempt has been marked twice yet." in text_of(max_, "checklist", checklist.pk)
    assert checklist.number in text_of(max_, "checklists")


def test_sitting_is_planned_by_pages(made: Made, max_: Client) -> None:
    form = a_form(made)
    assert "Written examination" in text_of(max_, "sitting-plan")
    typed_in = {
        "channel": "browser",
        "mode": "room",
        "place": "Room 2",
        "begins_at": "2026-03-09T10:00",
        "ends_at": "2026-03-09T12:00",
        "capacity": "12",
        "form": form.pk,
    }
    text_of(max_, "sitting-plan-for", made.written.pk)
    send(max_, "sitting-plan-for", made.written.pk, **typed_in)
    sitting = Sitting.objects.get()
    page = text_of(max_, "sitting", sitting.pk)
    assert "0 / 12" in page
    assert sitting.number in text_of(max_, "sittings")
    send(
        max_,
        "sitting-postpone",
        sitting.pk,
        begins_at="2026-03-10T10:00",
        ends_at="2026-03-10T12:00",
        place="Room 3",
        reason="Flood",
    )
    text_of(max_, "sitting-cancel", sitting.pk)
    send(max_, "sitting-cancel", sitting.pk, reason="No invigilator", instead="")
    assert Sitting.objects.get().state == SittingState.CANCELLED


def test_staff_page_says_who_may_not_and_why(made: Made, max_: Client) -> None:
    sitting = a_sitting(made)
    page = text_of(max_, "sitting-staff", sitting.pk)
    assert "They have not declared that they have no conflict of interest" in page
    declared(made.crew.ina, sitting)
    assert "Put on duty" in text_of(max_, "sitting-staff", sitting.pk)
    send(max_, "sitting-staff", sitting.pk, person=made.crew.ina.pk, duty="invigilator")
    assert [each.person for each in on_duty(sitting)] == [made.crew.ina]
    send(max_, "sitting-off-duty", on_duty(sitting).get().pk)
    assert list(on_duty(sitting)) == []


def test_who_may_come_on_duty_declares_on_the_page(made: Made, ina: Client) -> None:
    sitting = a_sitting(made)
    page = text_of(ina, "sitting", sitting.pk)
    assert reverse("personnel:clear", args=[sitting.ref]) in page
    assert "Irregularities" not in page, "who is not on duty does not read the log"


def test_sitting_goes_its_way_on_the_board(made: Made, cast: Cast, ina: Client, max_: Client, clock: Any) -> None:
    otto = a_candidate(made, cast, cast.otto)
    carla = a_candidate(made, cast)
    sitting = a_sitting(made, channel="paper")
    mine, his = booked(carla, sitting), booked(otto, sitting)
    staffed(made, sitting)
    asked = set(re.findall(r'name="([a-z]+)_note"', text_of(ina, "sitting-conditions", sitting.pk)))
    answers = dict.fromkeys(asked, "met")
    assert "The room is quiet" in send(ina, "sitting-conditions", sitting.pk, status=409, **{**answers, "noise": ""})
    send(ina, "sitting-conditions", sitting.pk, **answers)
    send(ina, "sitting-open", sitting.pk)

    clock.move(minutes=75)
    page = text_of(ina, "sitting-board", sitting.pk)
    assert "Carla Zimmerer" in page
    assert "15 minutes late." in page
    send(ina, "board-check-in", mine.pk, **SEEN)
    page = text_of(ina, "sitting-board", sitting.pk)
    assert "Secrecy is not pledged yet." in page
    send(ina, "board-pledge", mine.pk, agreed="on")
    page = text_of(ina, "sitting-board", sitting.pk)
    assert page.index("Otto Fremdling") < page.index("Carla Zimmerer"), "what is the matter floats up"
    send(ina, "attempt-note", mine.pk, kind="late", words="Came a quarter of an hour late.")
    page = text_of(ina, "sitting-board", sitting.pk)
    assert "An irregularity is not settled." in page
    send(ina, "board-miss", his.pk)
    send(ina, "board-hand-in", mine.pk)
    assert "Carla Zimmerer" in text_of(ina, "sitting-attendance", sitting.pk)
    send(ina, "sitting-close", sitting.pk)

    noted = sitting.irregularities.get()
    assert "Came a quarter of an hour late." in text_of(max_, "sitting", sitting.pk)
    send(max_, "irregularity-settle", noted.pk, settlement="The time was the candidate's own.")
    send(max_, "sitting-reconcile", sitting.pk, present=1, absent=1, booklets_issued=1, booklets_returned=1)
    assert Sitting.objects.get(pk=sitting.pk).state == SittingState.RECONCILED
    send(max_, "attempt-excuse", his.pk, reason="Ill, with a certificate.")


def test_board_renews_itself_in_part(made: Made, carla: Candidacy, ina: Client) -> None:
    sitting = a_sitting(made)
    booked(carla, sitting)
    opened(made, sitting)
    address = reverse("exams:sitting-board", args=[sitting.pk])
    whole, part = ina.get(address), ina.get(address, headers={"HX-Request": "true"})
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b"Carla Zimmerer" in part.content


def test_board_shows_names_to_who_is_on_duty_alone(made: Made, cast: Cast, carla: Candidacy) -> None:
    sitting = a_sitting(made)
    booked(carla, sitting)
    other = scopes.open_scope(by=acting(cast.tom), kind="scheme", number="CRANE", name="Crane Operator")
    authorise(made.crew.pia, INVIGILATOR, other)
    for person, status in ((made.crew.pia, 404), (made.crew.ina, 409), (made.crew.dora, 403), (cast.otto, 403)):
        page = text_of(sign_in(Client(), person), "sitting-board", sitting.pk, status=status)
        assert "Zimmerer" not in page


def test_examiner_marks_station_by_station(made: Made, carla: Candidacy, max_: Client) -> None:
    a_checklist(made)
    sitting = a_sitting(made, channel="person")
    attempt = booked(carla, sitting)
    opened(made, sitting)
    checked_in(made, attempt)
    page = text_of(max_, "attempt-assign", attempt.pk)
    assert "Who may not, and why" in page
    send(max_, "attempt-assign", attempt.pk, examiner=made.crew.erik.pk, part="first")
    marking = Marking.objects.get()
    erik = sign_in(Client(), made.crew.erik)
    page = text_of(erik, "marking", marking.pk)
    assert "Secures themselves before climbing" in page

    send(erik, "marking", marking.pk, **{"step-1": "2", "keep": "1"})
    refused = send(erik, "marking", marking.pk, status=409, **{"step-1": "2", "step-2": "1"}, notes="Calm")
    assert "Not marked yet: 3." in refused
    assert "Calm" in refused, "nothing that was typed is lost"
    send(erik, "marking", marking.pk, **{"step-1": "2", "step-2": "1", "step-3": "4"}, notes="Calm")

    assert Marking.objects.get().state == MarkingState.SUBMITTED
    assert "Submitted" in text_of(max_, "attempt", attempt.pk)
    assert "Hand the marking in" not in text_of(erik, "marking", marking.pk)


def test_marking_is_opened_by_its_rater_and_the_manager(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="person"))
    marking = assigned(made, attempt, made.crew.erik)
    text_of(sign_in(Client(), made.crew.ella), "marking", marking.pk, status=409)
    text_of(sign_in(Client(), made.crew.dora), "marking", marking.pk, status=403)
    assert Access.objects.filter(reading="exams.marking.open", outcome="refused").count() == 1


def test_assignment_is_withdrawn_by_page(made: Made, carla: Candidacy, max_: Client) -> None:
    marking = assigned(made, booked(carla, a_sitting(made, channel="person")), made.crew.erik)
    send(max_, "marking-withdraw", marking.pk, reason="Erik is ill.")
    assert Marking.objects.get().state == MarkingState.WITHDRAWN


def test_paper_is_typed_by_two_and_differences_are_shown(
    made: Made, cast: Cast, carla: Candidacy, max_: Client
) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    attempt = attempts.hand_in(by=acting(made.crew.ina), attempt=checked_in(made, attempt))
    ina, olive = sign_in(Client(), made.crew.ina), sign_in(Client(), cast.olive)
    text_of(ina, "attempt-type", attempt.pk)
    right = {f"item-{place}": letter for place, letter in on_paper(6, attempt.form).items()}
    send(ina, "attempt-type", attempt.pk, **right)
    send(olive, "attempt-type", attempt.pk, **{**right, "item-2": "C"})
    assert "The two typings differ at: 2" in text_of(max_, "attempt", attempt.pk)
    assert "differ at" not in text_of(olive, "attempt", attempt.pk)
    send(max_, "attempt-set-aside", attempt.pk, reason="Olive slipped.")
    text_of(ina, "attempt-type", attempt.pk, score="")


def test_results_are_verified_and_released_by_selection(made: Made, cast: Cast, max_: Client) -> None:
    sitting = a_sitting(made, channel="paper")
    seats_ = [booked(a_candidate(made, cast, person), sitting) for person in (cast.carla, cast.otto)]
    opened(made, sitting)
    for right, seat in enumerate(seats_, start=3):
        typed(made, cast, checked_in(made, seat), right)
    reconciled(made, sitting)
    for seat in seats_:
        send(max_, "attempt-score", seat.pk)

    page = text_of(max_, "results", q=sitting.number)
    assert "Otto Fremdling" in page
    on_selection(max_, "exams.result.verify")
    on_selection(max_, "exams.result.release")

    assert sorted(Result.objects.values_list("state", "passed")) == [("released", False), ("released", True)]


def on_selection(client: Client, act: str) -> None:
    rows = [f"{each.pk}@{each.revision}" for each in Result.objects.all()]
    answer = client.post(reverse("exams:results"), {"act": act, "row": rows, "go": "1", "once": act.replace(".", "-")})
    assert b"Done for 2 of 2" in answer.content


def test_result_page_shows_domains_and_offers_what_comes_next(made: Made, cast: Cast, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    typed(made, cast, checked_in(made, attempt), 6)
    result = results.score(by=results.SCORING, attempt=Attempt.reloaded(attempt.pk))
    client = sign_in(Client(), made.crew.max)
    page = text_of(client, "result", result.pk)
    assert "Mechanics" in page
    send(client, "result-verify", result.pk)
    assert "The log of the sitting" in send(client, "result-release", result.pk, status=409)
    send(client, "result-rescore", result.pk, reason="The key of item 3 was wrong.")
    assert Result.objects.count() == 2


def test_distribution_is_shown_from_five_attempts_on() -> None:
    def scored(*points: int) -> list[Result]:
        same = {"maximum": Decimal(6), "cut": Decimal(4)}
        return [Result(score=Decimal(each), passed=each >= 4, **same) for each in points]

    assert pictures.of_scores("Scores", scored(1, 2, 3, 4)) is None
    shown = pictures.of_scores("Scores", scored(1, 2, 4, 5, 6))
    assert shown.description == (
        "3 of 5 attempts passed; the cut lies at 66.7 per cent. With 5 attempts this says little."
    )
    assert sum(count for _, count in shown.rows) == 5
    assert "<svg" in shown.svg


def test_suspicion_is_looked_into_by_pages(made: Made, cast: Cast, carla: Candidacy, max_: Client) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    attempt = typed(made, cast, checked_in(made, attempt), 6)
    words = {"kind": "aid", "words": "A telephone on the knees.", "attempt": attempt}
    irregularities.note(by=acting(made.crew.ina), sitting=attempt.sitting, **words)
    send(max_, "attempt-investigate", attempt.pk, reason="A telephone.")
    assert "not heard yet" in send(max_, "attempt-void-result", attempt.pk, reason="A telephone.", status=409)
    send(max_, "attempt-hear", attempt.pk, held_on="2026-03-02", account="They admitted it.")
    page = text_of(max_, "attempt", attempt.pk)
    assert "They admitted it." in page
    send(max_, "attempt-void-result", attempt.pk, reason="A telephone, admitted.")
    assert Attempt.objects.get().state == AttemptState.RESULT_VOID
    page = text_of(sign_in(Client(), made.crew.ina), "attempt", attempt.pk)
    assert "They admitted it." not in page, "who watched over the sitting does not read the hearing"


def test_provider_is_taken_in_by_pages(made: Made, carla: Candidacy, max_: Client) -> None:
    sam = sign_in(Client(), made.crew.sam)
    send(
        sam,
        "equivalence-decide",
        component=made.written.pk,
        provider="Test House Ltd",
        reasons="Compared.",
        valid_until="2027-03-01",
    )
    assert "Test House Ltd" in text_of(sam, "equivalences")
    sitting = a_sitting(made, channel="provider", provider="Test House Ltd")
    attempt = booked(carla, sitting)
    send(max_, "sitting-open", sitting.pk)
    content = f"attempt,score,maximum\n{attempt.number},45,60\nAT-1,1,2\n".encode()
    send(max_, "sitting-stage", sitting.pk, file=SimpleUploadedFile("results.csv", content, "text/csv"))
    batch = ResultBatch.objects.get()
    page = text_of(max_, "batch", batch.pk)
    assert "Nobody with this number was sent to this sitting." in page
    report = SimpleUploadedFile("report.pdf", SCAN, "application/pdf")
    send(max_, "batch-take", batch.pk, report=report)
    assert Attempt.objects.get().state == AttemptState.SCORED


def test_staged_file_is_discarded_by_page(made: Made, carla: Candidacy, max_: Client) -> None:
    sitting = a_sitting(made, channel="provider", provider="Test House Ltd")
    booked(carla, sitting)
    send(max_, "sitting-open", sitting.pk)
    broken = SimpleUploadedFile("results.csv", b"number;points\n1;2\n", "text/csv")
    assert "no column attempt" in send(max_, "sitting-stage", sitting.pk, file=broken, status=409)
    good = SimpleUploadedFile("results.csv", b"attempt;score;maximum\nAT-1;1;2\n", "text/csv")
    send(max_, "sitting-stage", sitting.pk, file=good)
    send(max_, "batch-discard", ResultBatch.objects.get().pk, reason="Another centre's file.")


def test_candidacy_shows_the_course_and_who_had_a_part(made: Made, cast: Cast, max_: Client) -> None:
    candidacy = a_complete_file(made, cast)
    page = text_of(max_, "candidacy", candidacy.pk)
    for told in ("Carla Zimmerer", "Every requirement is met today.", "examined and marked", "Erik Examin"):
        assert told in page
    assert candidacy.number in text_of(max_, "candidacies")
    for person in (made.crew.dora, made.crew.rob, cast.olive):
        text_of(sign_in(Client(), person), "candidacy", candidacy.pk)
    for person in (made.crew.ina, made.crew.erik, cast.ada):
        text_of(sign_in(Client(), person), "candidacy", candidacy.pk, status=403)


def test_staff_book_move_and_end_for_a_candidate(made: Made, cast: Cast) -> None:
    gero = a_candidate(made, cast, cast.gero)
    olive = sign_in(Client(), cast.olive)
    far = house_clock.now().replace(day=20)
    sitting, other = a_sitting(made, begins_at=far), a_sitting(made, begins_at=far.replace(day=25))
    assert sitting.number in text_of(olive, "candidacy-book", gero.pk, made.written.pk)
    send(olive, "candidacy-book", gero.pk, made.written.pk, sitting=sitting.pk)
    attempt = Attempt.objects.get()
    send(olive, "attempt-move", attempt.pk, sitting=other.pk)
    assert Attempt.objects.get().sitting == other
    send(olive, "attempt-cancel", attempt.pk)
    send(olive, "candidacy-complete", gero.pk, status=409)
    send(olive, "candidacy-end", gero.pk, reason="withdrawn")
    assert Candidacy.objects.get().state == "ended"


def test_candidate_books_moves_pledges_and_gives_up(made: Made, cast: Cast, carla: Candidacy) -> None:
    client = sign_in(Client(), cast.carla)
    assert carla.number in text_of(client, "mine")
    far = house_clock.now().replace(day=20)
    sitting, full = a_sitting(made, begins_at=far), a_sitting(made, begins_at=far, capacity=1)
    booked(a_candidate(made, cast, cast.otto), full)
    page = text_of(client, "book", carla.pk, made.written.pk)
    assert "is full" in page
    assert "Take this seat" in page
    assert "is full" in send(client, "book", carla.pk, made.written.pk, sitting=full.pk, status=409)
    send(client, "book", carla.pk, made.written.pk, sitting=sitting.pk)
    attempt = Attempt.objects.get(person=cast.carla)

    page = text_of(client, "my-candidacy", carla.pk)
    assert "Room 2" in page
    assert "can be moved or given up until" in page
    send(client, "attempt-pledge", attempt.pk, agreed="on")
    other = a_sitting(made, begins_at=far.replace(day=25))
    send(client, "my-move", attempt.pk, sitting=other.pk)
    send(client, "my-cancel", attempt.pk)
    assert Attempt.objects.get(pk=attempt.pk).state == AttemptState.CANCELLED
    send(client, "my-withdraw", carla.pk, agreed="on")
    assert "The candidate withdraws" in text_of(client, "my-candidacy", carla.pk)


def test_candidate_reads_their_result_and_what_can_come_next(made: Made, cast: Cast, carla: Candidacy) -> None:
    result = a_written_result(made, cast, carla, right=2)
    client = sign_in(Client(), cast.carla)
    page = text_of(client, "my-result", result.pk)
    for told in (
        "Not passed",
        "2 of 6 points, 4 needed",
        "16 Mar 2026",
        "2 attempts are left.",
        "180.00 EUR",
        "appeal",
    ):
        assert told in page
    assert "2 of 6 points" in text_of(client, "my-candidacy", carla.pk)


def test_result_is_nothing_before_its_release(made: Made, cast: Cast, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="paper"))
    opened(made, attempt.sitting)
    typed(made, cast, checked_in(made, attempt), 6)
    result = results.score(by=results.SCORING, attempt=Attempt.reloaded(attempt.pk))
    client = sign_in(Client(), cast.carla)
    text_of(client, "my-result", result.pk, status=404)
    assert "6 of 6" not in text_of(client, "my-candidacy", carla.pk)


def test_portal_shows_nothing_of_others(made: Made, cast: Cast, carla: Candidacy) -> None:
    result = a_written_result(made, cast, carla)
    attempt = result.attempt
    otto = sign_in(Client(), cast.otto)
    assert carla.number not in text_of(otto, "mine")
    for name, args in (
        ("my-candidacy", [carla.pk]),
        ("book", [carla.pk, made.written.pk]),
        ("my-withdraw", [carla.pk]),
        ("my-move", [attempt.pk]),
        ("my-cancel", [attempt.pk]),
        ("attempt-pledge", [attempt.pk]),
        ("my-result", [result.pk]),
    ):
        assert "Zimmerer" not in text_of(otto, name, *args, status=404)


def test_draft_checklist_is_given_up_by_page(made: Made, max_: Client) -> None:
    checklist = a_draft_checklist(made)
    ava = sign_in(Client(), made.crew.ava)
    send(max_, "step-remove", checklist.steps.first().pk)
    send(ava, "checklist-retire", checklist.pk, reason="Never mind.")
    assert Checklist.objects.get().state == "retired"


def test_equipping_by_page_gives_another_form(made: Made, max_: Client) -> None:
    sitting = a_sitting(made)
    other = a_form(made, "Form 2")
    send(max_, "sitting-equip", sitting.pk, form=other.pk)
    assert Sitting.objects.get().form == other


def test_aborting_says_what_follows(made: Made, carla: Candidacy, ina: Client) -> None:
    sitting = a_sitting(made)
    booked(carla, sitting)
    opened(made, sitting)
    assert "the next attempt of each candidate is free" in text_of(ina, "sitting-abort", sitting.pk)
    send(ina, "sitting-abort", sitting.pk, reason="Power cut")
    assert Sitting.objects.get().state == SittingState.ABORTED


def test_who_marks_reads_the_attempt(made: Made, carla: Candidacy) -> None:
    attempt = booked(carla, a_sitting(made, channel="person"))
    opened(made, attempt.sitting)
    marked(made, checked_in(made, attempt), made.crew.ella)
    assert "Carla Zimmerer" in text_of(sign_in(Client(), made.crew.ella), "attempt", attempt.pk)


def test_search_finds_numbers_for_who_may_open_them(made: Made, cast: Cast, carla: Candidacy, max_: Client) -> None:
    attempt = booked(carla, a_sitting(made))
    for record in (carla, attempt, attempt.sitting, attempt.form):
        assert record.number in max_.get("/search/", {"q": record.number}).content.decode()
    other = sign_in(Client(), made.crew.dora)
    assert "exams/attempts/" not in other.get("/search/", {"q": attempt.number}).content.decode()
