"""When a practical marking is settled: one rater, a second one on a sample, a third where the two differ."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _

from guildhall.exams import outcomes
from guildhall.exams.lifecycles import MarkingState
from guildhall.exams.models import Attempt, Checklist, ChecklistStep, Marking, Part
from guildhall.exams.outcomes import Outcome
from guildhall.exams.queries import steps
from guildhall.kernel.refusals import Mend, Refusal

WHOLE = 100


@dataclass(frozen=True)
class Comparison:
    """Where two raters differ: in pass or fail, at critical steps (their places), or by too many points."""

    verdict: bool
    critical: tuple[int, ...]
    points: Decimal
    tolerance: Decimal

    @property
    def agrees(self) -> bool:
        return not self.verdict and not self.critical and self.points <= self.tolerance


def is_sampled(attempt: Attempt) -> bool:
    """Whether a second person marks this attempt: a share of all, which nobody can choose or foresee."""
    drawn = int.from_bytes(sha256(attempt.pk.bytes).digest()[:8]) % WHOLE
    return drawn < attempt.component.second_rater_share


def submitted(attempt: Attempt) -> dict[Part, Marking]:
    """The markings that were handed in, by the part of their rater."""
    handed_in = attempt.markings.filter(state=MarkingState.SUBMITTED).select_related("attempt__person")
    return {Part(each.part): each for each in handed_in}


def comparison(attempt: Attempt) -> Comparison | None:
    """How the first and the second rater compare; None as long as there are not both."""
    given = submitted(attempt)
    if Part.FIRST not in given or Part.SECOND not in given:
        return None
    return compared(attempt, given[Part.FIRST], given[Part.SECOND])


def compared(attempt: Attempt, one: Marking, other: Marking) -> Comparison:
    """Compare two markings of one attempt."""
    assert attempt.checklist is not None  # noqa: S101  # who is marked is marked by one
    looked_at = list(steps(attempt.checklist))
    outcomes_ = [outcomes.of_steps(attempt.checklist, looked_at, each.steps) for each in (one, other)]
    return Comparison(
        verdict=outcomes_[0].passed != outcomes_[1].passed,
        critical=tuple(_differing(looked_at, one.steps, other.steps)),
        points=abs(outcomes_[0].score - outcomes_[1].score),
        tolerance=attempt.checklist.tolerance,
    )


def _differing(looked_at: Iterable[ChecklistStep], one: Mapping[str, str], other: Mapping[str, str]) -> Iterable[int]:
    for each in looked_at:
        place = str(each.position)
        done = [Decimal(given[place]) >= each.points for given in (one, other)]
        if each.critical and done[0] != done[1]:
            yield each.position


def refusal(attempt: Attempt) -> Refusal | None:
    """Why a practical attempt cannot be scored yet; None where its marking is settled."""
    given = submitted(attempt)
    link = ("exams:attempt", str(attempt.pk))
    if Part.FIRST not in given:
        return Refusal(
            _("Nobody has handed in a marking of this attempt yet."),
            mend=Mend(_("The examiner marks it."), act="exams.marking.submit", link=link),
        )
    if Part.SECOND not in given and is_sampled(attempt):
        return Refusal(
            _("This attempt is in the sample that a second examiner marks, and none has yet."),
            mend=Mend(_("Assign a second rater."), act="exams.marking.assign", link=link),
        )
    differs = comparison(attempt)
    if differs and not differs.agrees and Part.ADJUDICATOR not in given:
        return Refusal(
            _("The two raters differ: %(where)s. A third examiner decides between them.") % {"where": told(differs)},
            mend=Mend(_("Assign an adjudicator."), act="exams.marking.assign", link=link),
        )
    return None


def told(differs: Comparison) -> str:
    """Where two raters differ, in words."""
    places = ", ".join(str(each) for each in differs.critical)
    parts = [
        _("pass or fail") if differs.verdict else "",
        _("critical steps %(steps)s") % {"steps": places} if places else "",
        _("%(points)s points") % {"points": differs.points.normalize()} if differs.points > differs.tolerance else "",
    ]
    return "; ".join(filter(None, parts))


def outcome(attempt: Attempt) -> Outcome:
    """What the marking comes to: the adjudicator's where two differed, otherwise the first rater's."""
    given = submitted(attempt)
    counts = given.get(Part.ADJUDICATOR) or given[Part.FIRST]
    assert attempt.checklist is not None  # noqa: S101  # who is marked is marked by one
    return outcomes.of_steps(attempt.checklist, steps(attempt.checklist), counts.steps)


@dataclass(frozen=True)
class Agreement:
    """How often two raters of the same attempts agreed, over all that were marked twice, by which `checklists`."""

    twice: int
    same_verdict: int
    same_critical: int
    points_apart: Decimal
    checklists: tuple[str, ...] = ()

    @property
    def share(self) -> int:
        """Agreement on pass or fail, in per cent; nought where nothing was marked twice."""
        return round(WHOLE * self.same_verdict / self.twice) if self.twice else 0


def agreement(checklists: Collection[Checklist]) -> Agreement:
    """The agreement of raters by these checklists."""
    attempts = Attempt.objects.filter(checklist__in=list(checklists), markings__part=Part.SECOND).distinct()
    loaded = attempts.select_related("checklist__component", "component", "person")
    compared = [(attempt, comparison(attempt)) for attempt in loaded]
    found = [each for _, each in compared if each]
    apart = sum((each.points for each in found), Decimal(0))
    return Agreement(
        twice=len(found),
        same_verdict=sum(not each.verdict for each in found),
        same_critical=sum(not each.critical for each in found),
        points_apart=(apart / len(found)).quantize(Decimal("0.1")) if found else Decimal(0),
        checklists=tuple(sorted({str(attempt.checklist) for attempt, each in compared if each})),
    )
