"""What was typed in from paper: two people type the same attempt, and only where they agree is it scored."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from guildhall.exams import outcomes
from guildhall.exams.models import Attempt, FormItem, TypedScore
from guildhall.exams.outcomes import Marker, Outcome
from guildhall.itembank import delivering
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.qti.model import Interaction

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TWICE = 2


def typings(attempt: Attempt) -> list[TypedScore]:
    """The typings that stand, the first one first."""
    standing = attempt.typed.filter(set_aside_at__isnull=True).select_related("attempt__person", "typed_by")
    return list(standing.order_by("typed_at"))


def differences(attempt: Attempt) -> list[str]:
    """Where two typings differ: the places, in their order; empty as long as there are not two."""
    standing = typings(attempt)
    if len(standing) < TWICE:
        return []
    one, other = (each.content for each in standing[:TWICE])
    return [place for place in sorted({*one, *other}, key=_in_order) if one.get(place) != other.get(place)]


def refusal(attempt: Attempt) -> Refusal | None:
    """Why an attempt on paper cannot be scored yet; None where two people typed the same."""
    if len(typings(attempt)) < TWICE:
        return Refusal(
            _("This attempt has not been typed in by two people yet."),
            mend=Mend(
                _("Two people type it in, each for themselves."),
                act="exams.typed-score.type_in",
                link=("exams:attempt-type", str(attempt.pk)),
            ),
        )
    if places := differences(attempt):
        return Refusal(
            _("The two typings differ at: %(places)s.") % {"places": ", ".join(places)},
            mend=Mend(
                _("Look at the paper, set both aside, and let two people type it in again."),
                act="exams.typed-score.set_aside",
                link=("exams:attempt", str(attempt.pk)),
            ),
        )
    return None


def outcome(attempt: Attempt, marker: Marker | None = None, *, cut: Decimal | None = None) -> Outcome:
    """What the agreed typing comes to: answers are scored by the keys of the form, a score is taken as it is."""
    content: Mapping[str, Any] = typings(attempt)[0].content
    if attempt.form is None or "score" in content:
        score, maximum = (Decimal(content[name]) for name in ("score", "maximum"))
        return outcomes.of_score(attempt.component, attempt.form, score, maximum, cut=cut)
    marking = marker or Marker(attempt.form)
    scores = [marking.marked(each, answer(each, content.get(str(each.position), ""))) for each in marking.placements]
    return outcomes.of_form(attempt.form, scores, cut=cut)


def is_a_whole_score(attempt: Attempt) -> bool:
    """Whether only the score of the paper was typed, so that no key of a single item reaches it."""
    return any("score" in each.content for each in typings(attempt)[:1])


def answer(placement: FormItem, typed: str) -> dict[str, list[str]]:
    """What was typed for one item, as the item asks for it: letters stand for choices, in the order of the paper.

    Where an item has several places to answer, their answers are typed in a row with ``/`` between them.
    """
    item = delivering.parsed(placement.item_version)
    parts = [each.strip() for each in typed.split("/")]
    return {
        interaction.response: _texts(interaction, parts[place] if place < len(parts) else "")
        for place, interaction in enumerate(item.interactions)
    }


def unreadable(placement: FormItem, typed: str) -> bool:
    """Whether letters were typed that the item does not offer."""
    item = delivering.parsed(placement.item_version)
    parts = [each.strip() for each in typed.split("/")]
    return len(parts) > len(item.interactions) or any(
        interaction.choices and set(part.upper()) - set(LETTERS[: len(interaction.choices)])
        for interaction, part in zip(item.interactions, parts, strict=False)
    )


def read_score(text: str) -> Decimal | None:
    """A score as people write it, with point or comma; None where it is none."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value >= 0 else None


def _texts(interaction: Interaction, typed: str) -> list[str]:
    if not interaction.choices:
        return [typed] if typed else []
    offered = dict(zip(LETTERS, (each.identifier for each in interaction.choices), strict=False))
    return [offered[letter] for letter in typed.upper() if letter in offered]


def _in_order(place: str) -> tuple[int, str]:
    return (int(place), "") if place.isdigit() else (0, place)
