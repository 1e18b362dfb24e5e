"""Writers are asked for items: what counts for it, how far they are, who is reminded, and how it ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity.acts import grants
from guildhall.identity.models import Grant
from guildhall.itembank import told, work
from guildhall.itembank.acts import assignments, imports, items, reviews
from guildhall.itembank.models import AssignedItem, Assignment
from guildhall.itembank.queries import assignments as queries
from guildhall.itembank.queries.assignments import Progress
from guildhall.kernel import clock
from guildhall.ledger.models import Entry
from tests.cast import Cast, acting, sign_in
from tests.itembank.making import a_draft, a_package, a_question, handed_in, in_review, in_use, refused, trains
from tests.making import Made


def asked(made: Made, **more: Any) -> Assignment:
    """Ivo is asked for two items of domain A within two weeks."""
    due_on = clock.today() + timedelta(days=14)
    given = {"writer": made.crew.ivo, "domain_code": "A", "count": 2, "due_on": due_on, "wish": "On locks."}
    return assignments.give(by=acting(made.crew.max), scheme=made.scheme, **{**given, **more})


def written(made: Made, domain_code: str = "A", **more: Any) -> Any:
    """An item that Ivo wrote, at a level where one is given."""
    by = acting(made.crew.ivo)
    return items.write(by=by, scheme=made.scheme, domain_code=domain_code, question=a_question(), **more)


def far(assignment: Assignment) -> Progress:
    return queries.progress_of(assignment)


def test_items_count_as_they_are_written_submitted_and_used(made: Made) -> None:
    assignment = asked(made)
    assert (assignment.number, assignment.wish, far(assignment)) == ("AW-2026-000001", "On locks.", Progress(2))

    first = written(made)
    written(made, "B")
    assert far(assignment) == Progress(2, written=1)
    in_review(made, first)
    assert far(assignment) == Progress(2, written=1, submitted=1)

    in_use(made, a_draft(made, title="Second", stem="What else is locked?"))

    assert far(assignment) == Progress(2, written=2, submitted=2, in_use=1)
    written(made)
    assert far(assignment).written == 2


def test_an_item_counts_for_the_assignment_that_it_fits_and_that_is_due_first(made: Made) -> None:
    today = clock.today()
    later, sooner = asked(made), asked(made, count=1, due_on=today + timedelta(days=7))
    levelled = asked(made, level="analysis", due_on=today)

    for level in ("recall", "analysis", "recall"):
        written(made, level=level)

    assert [far(each).written for each in (later, sooner, levelled)] == [1, 1, 1]


def test_what_is_imported_counts_too(made: Made) -> None:
    assignment, by = asked(made, count=9), acting(made.crew.ivo)
    intake = handed_in(a_package(), "bank.zip")

    imports.take(by=by, batch=imports.stage(by=by, scheme=made.scheme, intake=intake, domain_code="A"))

    assert far(assignment).written == 4


def test_a_writer_counts_an_item_of_their_own_for_it(made: Made) -> None:
    version = written(made)
    assignment, by = asked(made, count=1), acting(made.crew.ivo)
    elsewhere, of_max = written(made, "B"), acting(made.crew.max)
    theirs = items.write(by=of_max, scheme=made.scheme, domain_code="A", question=a_question())

    for number in (elsewhere.item.number, theirs.item.number, "IT-2026-000099"):
        refused("item-assignment", assignments.count_in, by=by, assignment=assignment, item_number=number)
    number = version.item.number
    refused("permission", assignments.count_in, by=of_max, assignment=assignment, item_number=number)
    assignment = assignments.count_in(by=by, assignment=assignment, item_number=number)

    assert AssignedItem.objects.get().item == version.item
    refused("item-assignment", assignments.count_in, by=by, assignment=assignment, item_number=number)


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("R-26", {"domain_code": "Z"}),
        ("item-assignment", {"count": 0}),
        ("item-assignment", {"count": 501}),
        ("item-assignment", {"level": "guessing"}),
    ],
)
def test_what_is_asked_for_can_be_written(made: Made, code: str, more: dict[str, Any]) -> None:
    refused(code, asked, made=made, **more)


def test_its_day_is_to_come_and_its_writer_holds_the_role(made: Made, cast: Cast) -> None:
    refused("item-assignment", asked, made=made, due_on=clock.today() - timedelta(days=1))
    refused("R-46", asked, made=made, writer=made.crew.rita)
    refused("R-46", asked, made=made, writer=cast.otto)


def test_an_assignment_is_concluded_when_its_items_have_come(made: Made) -> None:
    assignment, by = asked(made, count=1), acting(made.crew.max)
    refused("item-assignment", assignments.conclude, by=by, assignment=assignment)
    in_review(made, written(made))
    assignment.refresh_from_db()

    done = assignments.conclude(by=by, assignment=assignment)

    assert (done.state, done.ended_by) == ("done", made.crew.max)
    refused("state", assignments.withdraw, by=by, assignment=done, reason="Late.")
    due_on = clock.today() + timedelta(days=30)
    refused("item-assignment", assignments.prolong, by=by, assignment=done, due_on=due_on, reason="More.")


def test_more_time_is_given_and_an_assignment_withdrawn_with_a_reason(made: Made) -> None:
    assignment, by = asked(made), acting(made.crew.max)
    due_on = clock.today() + timedelta(days=30)
    refused("R-60", assignments.prolong, by=by, assignment=assignment, due_on=due_on, reason="")
    assignment = assignments.prolong(by=by, assignment=assignment, due_on=due_on, reason="Illness.")
    refused("R-60", assignments.withdraw, by=by, assignment=assignment, reason=" ")

    gone = assignments.withdraw(by=by, assignment=assignment, reason="The domain is dropped.")

    assert (gone.due_on, gone.state, gone.end_reason) == (due_on, "withdrawn", "The domain is dropped.")
    assert far(gone).written == 0
    written(made)
    assert far(gone).written == 0


@pytest.mark.parametrize("name", ["ivo", "rita", "sam"])
def test_others_ask_nobody(made: Made, name: str) -> None:
    assignment, by = asked(made), acting(getattr(made.crew, name))
    given = {"writer": made.crew.ivo, "domain_code": "A", "count": 1, "due_on": clock.today()}

    refused("R-46", assignments.give, by=by, scheme=made.scheme, **given)
    refused("R-46", assignments.withdraw, by=by, assignment=assignment, reason="Mine.")


def test_a_writer_without_the_role_counts_nothing(made: Made) -> None:
    assignment, version = asked(made, domain_code="B"), written(made)
    grant = Grant.objects.get(person=made.crew.ivo, role="item-writer")
    grants.end(by=acting(Grant.objects.get(role="administrator").person), grant=grant, reason="Left.")

    given = {"assignment": assignment, "item_number": version.item.number}
    refused("R-46", assignments.count_in, by=acting(made.crew.ivo), **given)


def test_who_trains_for_the_scheme_sees_their_own_assignments_alone(made: Made, cast: Cast) -> None:
    assignment = asked(made)
    mine = asked(made, writer=made.crew.max)
    seen = {each: set(queries.assignments_seen_by(each.pk)) for each in (made.crew.ivo, made.crew.max, made.crew.rita)}
    assert list(seen.values()) == [{assignment}, {assignment, mine}, set()]

    trains(cast, made, made.crew.max)

    assert set(queries.assignments_seen_by(made.crew.max.pk)) == {mine}
    refused("R-10", assignments.withdraw, by=acting(made.crew.max), assignment=assignment, reason="Mine.")


def test_what_waits_for_whom(made: Made, clock: Any) -> None:
    assignment = asked(made, count=1)
    queue = {
        "writes": lambda: [each.what for each in work.items_to_write.waiting_for(person_id=made.crew.ivo.pk)],
        "ends": lambda: [each.what for each in work.assignments_to_end.waiting_for(person_id=made.crew.max.pk)],
    }
    assert {name: ask() for name, ask in queue.items()} == {"writes": ["AW-2026-000001: write 1 item"], "ends": []}

    clock.move(days=15)
    assert queue["ends"]() == ["AW-2026-000001 is overdue: give more time or withdraw it"]

    version = written(made)
    assert queue["writes"]() == []
    reviews.submit(by=acting(made.crew.ivo), version=version)
    assert queue["ends"]() == [f"{assignment}: conclude it"]


def test_the_writer_is_told_and_reminded(made: Made) -> None:
    assignment = asked(made)
    entry = Entry.objects.get(act="itembank.assignment.give")

    (heard,) = told.the_writer_hears_of_it(entry=entry)
    run = told.items_are_due.runs(entry=entry)

    assert (heard.person_id, heard.number, heard.words) == (
        made.crew.ivo.pk,
        assignment.number,
        {"due_on": assignment.due_on},
    )
    assert (run.about, run.due_on, run.person_id) == (assignment.ref, assignment.due_on, made.crew.ivo.pk)


def test_the_pages_ask_count_and_conclude(made: Made) -> None:
    manager, writer = sign_in(Client(), made.crew.max), sign_in(Client(), made.crew.ivo)
    version = written(made)

    def sent(browser: Client, name: str, pk: Any, **typed: Any) -> Any:
        at = reverse(f"itembank:{name}", args=[pk])
        form = browser.get(at).context["form"]
        carried = {each: form[each].value() for each in ("once", "revision") if form[each].value() is not None}
        return browser.post(at, {**carried, **typed})

    due_on = (clock.today() + timedelta(days=5)).isoformat()
    typed = {"writer": made.crew.ivo.number, "domain_code": "A", "level": "", "count": "1", "due_on": due_on}
    at = sent(manager, "assignment-give", made.scheme.pk, **typed, wish="On locks.")["Location"]
    assignment = Assignment.objects.get()
    assert at == reverse("itembank:assignment", args=[assignment.pk])
    page = writer.get(at).content.decode()
    assert ("On locks." in page, "0 of 1 submitted" in page) == (True, True)

    assert sent(writer, "assignment-count", assignment.pk, item_number=version.item.number).status_code == 302
    assert version.item.number in manager.get(at).content.decode()
    assert sent(manager, "assignment-conclude", assignment.pk).status_code == 409
    in_review(made, version)
    assert sent(manager, "assignment-conclude", assignment.pk).status_code == 302
    assert "1 of 1 written, 1 submitted" in manager.get(reverse("itembank:assignments")).content.decode()
    assert sign_in(Client(), made.crew.rita).get(at).status_code == 404
