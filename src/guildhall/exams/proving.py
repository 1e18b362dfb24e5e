"""Reference cases of examining: items and forms are scored, answers kept, and rules refuse as they must (R-30)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from cryptography.exceptions import InvalidTag

from guildhall import qti
from guildhall.exams import outcomes
from guildhall.exams.delivery import answers, journal, tokens
from guildhall.exams.delivery.answers import Given
from guildhall.exams.delivery.rehearsal import Rehearsal, played
from guildhall.exams.lifecycles import ATTEMPT, RESULT, SITTING, AttemptState, FormState, ResultState, SittingState
from guildhall.exams.models import Attempt, Channel, Checklist, ChecklistStep, Form, Mode, Ruling, Sitting
from guildhall.exams.outcomes import ItemScore, Outcome
from guildhall.exams.rules import attempts, sitting_down
from guildhall.kernel import clock, identifiers
from guildhall.kernel.lifecycles import Lifecycle
from guildhall.kernel.proving import Part, Proved, proves
from guildhall.kernel.refusals import Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Component

OPTIONS = [("A", "Tighten the fitting."), ("B", "Relieve the stored pressure."), ("C", "Leave."), ("D", "Wait.")]
STEM = "The rotor is locked and oil stands under the accumulator. What do you do first?"


def _single() -> qti.Item:
    return qti.single_choice(identifier="R1", title="Pressure", stem=STEM, options=OPTIONS, key="B")


def _multiple() -> qti.Item:
    return qti.multiple_choice(identifier="R2", title="Ladder", stem=STEM, options=OPTIONS, key=["A", "B"])


def _inline() -> qti.Item:
    told = {"before": "A bolt is tightened", "after": "at last.", "options": OPTIONS, "key": "C"}
    return qti.inline_choice(identifier="R3", title="Bolts", **told)  # type: ignore[arg-type]  # texts and options


def _number() -> qti.Item:
    return qti.text_entry(identifier="R4", title="Ohm", before="At 24 V and 6 ohm flow", after="A.", key="4")


ITEMS: tuple[tuple[str, Callable[[], qti.Item], Sequence[str], str], ...] = (
    ("One right option, chosen", _single, ["B"], "1"),
    ("One right option, another chosen", _single, ["A"], "0"),
    ("One right option, nothing chosen", _single, [], "0"),
    ("Two right options, both chosen", _multiple, ["A", "B"], "1"),
    ("Two right options, chosen in another order", _multiple, ["B", "A"], "1"),
    ("Two right options, one chosen", _multiple, ["A"], "0"),
    ("Two right options, and a wrong one", _multiple, ["A", "B", "C"], "0"),
    ("Gap with options, the right one", _inline, ["C"], "1"),
    ("Gap with options, a wrong one", _inline, ["A"], "0"),
    ("Gap for a word, the right one", _number, ["4"], "1"),
    ("Gap for a word, another", _number, ["5"], "0"),
    ("Gap for a word, left empty", _number, [""], "0"),
)
"""What is answered, and the points that it must yield."""


@proves("exams.items", part=Part.SCORING, title=gettext_noop("Items yield the points that they should"))
def items_yield_their_points() -> Iterator[Proved]:
    """Each kind of item as it is kept in the bank and read again, answered rightly, wrongly and not at all."""
    for case, build, given, expected in ITEMS:
        item = qti.read_item(qti.to_xml(build()), name=case)
        yield Proved(case, expected, f"{outcomes.points(qti.score(item, {'RESPONSE': given}).score).normalize():f}")


@proves("exams.outcomes", part=Part.SCORING, title=gettext_noop("Points lead to pass or fail as the standard says"))
def points_lead_to_the_outcome() -> Iterator[Proved]:
    """Forms at, above and below their passing score, pretest items, and checklists with critical steps."""
    yield Proved("Four of six with a cut of four", "passed 4/6", _said(_written("111100")))
    yield Proved("Three of six with a cut of four", "failed 3/6", _said(_written("111000")))
    yield Proved("A pretest item answered rightly", "failed 3/5", _said(_written("111001", pretest=6)))
    yield Proved("An item that was left out, answered rightly", "failed 3/5", _said(_written("111001", left_out=6)))
    yield Proved("All steps done", "passed 8/8", _said(_practical("2", "2", "4")))
    yield Proved("At the cut of 70 per cent", "passed 5.6/8", _said(_practical("2", "0", "3.6")))
    yield Proved("Below the cut", "failed 5.5/8", _said(_practical("2", "0", "3.5")))
    yield Proved("A critical step not done, the rest done", "failed 7/8", _said(_practical("1", "2", "4")))


def _written(marks: str, pretest: int = 0, left_out: int = 0) -> Outcome:
    one, form = Decimal(1), Form(cut=Decimal(4))
    ruled = {left_out: Ruling.LEFT_OUT.value}
    scores = [
        ItemScore(place, identifiers.new_id(), "A", Decimal(mark), one, place == pretest, ruled.get(place, ""))
        for place, mark in enumerate(marks, 1)
    ]
    return outcomes.of_form(form, scores)


def _practical(*given: str) -> Outcome:
    checklist = Checklist(component=Component(cut=Decimal(70)))
    steps = [
        ChecklistStep(position=place, station="Tower", points=Decimal(points), critical=place == 1)
        for place, points in enumerate((2, 2, 4), 1)
    ]
    return outcomes.of_steps(checklist, steps, {str(place): points for place, points in enumerate(given, 1)})


def _said(outcome: Outcome) -> str:
    word = "passed" if outcome.passed else "failed"
    return f"{word} {outcome.score.normalize():f}/{outcome.maximum.normalize():f}"


@proves("exams.journal", part=Part.DELIVERY, title=gettext_noop("No answer is lost, and none counts that came late"))
def the_journal_keeps_every_answer() -> Iterator[Proved]:
    """An attempt is rehearsed in the database of this installation: in time, twice, late, elsewhere, handed in."""
    with played() as on:
        yield Proved("An answer in time", "saved", on.answer(1, "A"))
        yield Proved("Another answer to the same question", "saved", on.answer(1, "B"))
        yield Proved("The last answer in time counts", "B", on.counted(1))
        yield Proved("The same answer again", "saved", on.answer(1, "B", number=2))
        yield Proved("Another answer under a used number", journal.NUMBER_TAKEN, on.answer(1, "C", number=2))
        yield Proved("A question that the form does not have", journal.NOT_IN_FORM, on.answer(9, "A"))
        yield from _when_it_stands_otherwise(on)


def _when_it_stands_otherwise(on: Rehearsal) -> Iterator[Proved]:
    now = clock.now()
    on.set(state=AttemptState.INTERRUPTED)
    yield Proved("While it is interrupted", journal.INTERRUPTED, on.answer(2, "A"))
    on.set(state=AttemptState.IN_PROGRESS, epoch=2)
    yield Proved("At a computer that somebody left", journal.ELSEWHERE, on.answer(2, "A"))
    on.set(epoch=1, deadline_at=now - timedelta(minutes=1))
    yield Proved("A minute after the deadline", journal.AFTER_DEADLINE, on.answer(2, "A"))
    on.set(deadline_at=now + timedelta(minutes=1), state=AttemptState.COMPLETED)
    yield Proved("After it was handed in", journal.CLOSED, on.answer(2, "A"))
    yield Proved("What came late is kept", "4", str(len(journal.late(on.attempt))))
    yield Proved("Nothing that came late counts", "none", on.counted(2))


@proves("exams.tokens", part=Part.DELIVERY, title=gettext_noop("Answers belong to one candidate at one computer"))
def answers_belong_together() -> Iterator[Proved]:
    """The browser's token and sealed answers: read as they were made, and refused when they were touched."""
    attempt = Attempt(
        person_id=identifiers.new_id(),
        epoch=3,
        answer_key=tokens.new_answer_key(),
        deadline_at=clock.now() + timedelta(minutes=30),
    )
    token = tokens.mint(attempt)
    yield Proved("A token as it was made", "3", _refused_or(lambda: str(tokens.read(token).epoch)))
    yield Proved("A token that was touched", "no-seat", _refused_or(lambda: str(tokens.read(token[:-4] + "AAAA"))))
    attempt.deadline_at = clock.now() - tokens.MARGIN - timedelta(minutes=1)
    yield Proved("A token days after its end", "expired", _refused_or(lambda: str(tokens.read(tokens.mint(attempt)))))
    yield Proved("What is no message", "malformed", _refused_or(lambda: str(answers.read(b'{"epoch": 0}'))))
    yield from _sealed(attempt)


def _sealed(attempt: Attempt) -> Iterator[Proved]:
    key, given = bytes.fromhex(attempt.answer_key), Given(1, 1, {"RESPONSE": ["B"]})
    content = answers.seal(key, attempt.pk, 1, given)
    yield Proved("A sealed answer at its place", "B", _opened(key, attempt, 1, content))
    yield Proved("A sealed answer moved to another question", "touched", _opened(key, attempt, 2, content))


def _opened(key: bytes, attempt: Attempt, position: int, content: bytes) -> str:
    try:
        return answers.unseal(key, attempt.pk, 1, 1, position, content).response["RESPONSE"][0]
    except InvalidTag:
        return "touched"


def _refused_or(what: Callable[[], str]) -> str:
    try:
        return what()
    except Refusal as refusal:
        return refusal.code


@proves("exams.rules", part=Part.RULES, title=gettext_noop("Nobody begins, goes on or hands in against the rules"))
def rules_refuse_as_they_must() -> Iterator[Proved]:
    """The rules of sitting down, each in the case that it lets pass and in the one that it refuses."""
    ready, now = _ready(), clock.now()
    for case, rule, attempt, expected in (
        ("The sitting is open", sitting_down.the_sitting_goes_on, ready, "passes"),
        (
            "The sitting is not open",
            sitting_down.the_sitting_goes_on,
            _ready(sitting=_at(SittingState.PLANNED)),
            "R-25",
        ),
        ("It is sat in the browser", sitting_down.it_is_sat_here, ready, "passes"),
        ("It is sat on paper", sitting_down.it_is_sat_here, _ready(channel=Channel.PAPER), "R-25"),
        ("Secrecy is pledged", attempts.secrecy_was_pledged, ready, "passes"),
        ("Secrecy is not pledged", attempts.secrecy_was_pledged, _ready(pledged_at=None), "R-25"),
        ("The form is in use", attempts.its_form_is_in_use, ready, "passes"),
        ("The form is suspended", attempts.its_form_is_in_use, _ready(form=Form(state=FormState.SUSPENDED)), "R-26"),
        ("Time is left", sitting_down.time_is_left, ready, "passes"),
        ("Time is over", sitting_down.time_is_left, _ready(deadline_at=now - timedelta(seconds=1)), "R-25"),
    ):
        refusal = rule(attempt=attempt)
        yield Proved(case, expected, refusal.code if refusal else "passes")


def _ready(**otherwise: Any) -> Attempt:
    """An attempt that may be started."""
    told: Mapping[str, Any] = {
        "channel": Channel.BROWSER,
        "form": Form(state=FormState.LIVE),
        "sitting": _at(SittingState.OPEN),
        "pledged_at": clock.now(),
        "deadline_at": clock.now() + timedelta(minutes=30),
    }
    return Attempt(**{**told, **otherwise})


def _at(state: SittingState) -> Sitting:
    return Sitting(number="SI", state=state, mode=Mode.ROOM)


@proves("exams.lifecycles", part=Part.RULES, title=gettext_noop("What is over stays as it is"))
def what_is_over_stays() -> Iterator[Proved]:
    """Attempts, results and sittings are not moved from states that no move leaves that way."""
    for case, lifecycle, move, state, expected in (
        ("Start after the check-in", ATTEMPT, "start", AttemptState.CHECKED_IN, "passes"),
        ("Start without a check-in", ATTEMPT, "start", AttemptState.SCHEDULED, "state"),
        ("Start again after handing in", ATTEMPT, "start", AttemptState.COMPLETED, "state"),
        ("Hand in twice", ATTEMPT, "submit", AttemptState.COMPLETED, "state"),
        ("Release a verified result", RESULT, "release", ResultState.VERIFIED, "passes"),
        ("Release a result that nobody verified", RESULT, "release", ResultState.SCORED, "state"),
        ("Open a sitting again", SITTING, "open", SittingState.CLOSED, "state"),
    ):
        yield Proved(case, expected, _moved(lifecycle, move, state))


def _moved(lifecycle: Lifecycle, move: str, state: str) -> str:
    refusal = lifecycle.refusal(getattr(lifecycle, move), state)
    return refusal.code if refusal else "passes"
