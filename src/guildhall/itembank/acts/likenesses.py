"""Items are made findable and compared as they are kept; what is alike is judged by somebody who wrote neither."""

from decimal import Decimal

from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.itembank import findable
from guildhall.itembank.acts import enemies
from guildhall.itembank.lifecycles import LIKENESS, LikenessState
from guildhall.itembank.models import ItemVersion, Likeness
from guildhall.itembank.permissions.finding import may_judge_likeness
from guildhall.itembank.queries import likenesses
from guildhall.itembank.queries.likenesses import Alike
from guildhall.itembank.rules.likenesses import a_judgement_gives_its_reason, judge_wrote_neither
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

MACHINE = actors.machine("likeness")
"""Compares items as they are kept."""

VALIDITY = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")
NOTICED = 3
"""How many likenesses of one item are noticed at once: the most alike tell enough."""

JUDGED = (LikenessState.WAITING, LikenessState.REJECTED)


def made_findable(version: ItemVersion) -> ItemVersion:
    """Make a version findable as it stands now, and notice to what it is alike; inside the act that keeps it."""
    pieces = findable.index(version)
    found = likenesses.alike_to(version.item.scheme, pieces, but=version.item)
    _let_fade(version, found)
    _notice(version, found[:NOTICED])
    return version


def _notice(version: ItemVersion, found: list[Alike]) -> None:
    known = {each.version.item_id for each in likenesses.known(version.item)}
    known |= {each.other.item_id for each in likenesses.known(version.item)}
    for each in found:
        if each.version.item_id not in known:
            score = Decimal(f"{each.score:.3f}")
            notice(by=MACHINE, version=version, other=each.version, score=score)


def _let_fade(version: ItemVersion, found: list[Alike]) -> None:
    """What was noticed of this very version and is not so any more is no duplicate any more."""
    still = {each.version.item_id for each in found}
    for each in likenesses.likenesses().filter(version=version, state__in=JUDGED):
        if each.other.item_id not in still:
            fade(by=MACHINE, likeness=each)


@act(
    "itembank.likeness.notice",
    about="version",
    move=LIKENESS.notice,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=VALIDITY,
    sentence=gettext_noop("noticed that {subject} are alike"),
)
def notice(*, by: Actor, version: ItemVersion, other: ItemVersion, score: Decimal) -> Likeness:
    """Ask whether an item that was just kept is a duplicate of one that was there."""
    return create(Likeness, version=version, other=other, score=score)


@act(
    "itembank.likeness.fade",
    about="likeness",
    move=LIKENESS.fade,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=VALIDITY,
    sentence=gettext_noop("found {subject} no longer alike"),
)
def fade(*, by: Actor, likeness: Likeness) -> Likeness:
    """Ask no longer, because the item was written anew and is alike no more."""
    return change(likeness, state=LikenessState.GONE)


@act(
    "itembank.likeness.accept",
    about="likeness",
    move=LIKENESS.accept,
    permission=may_judge_likeness,
    rules=[judge_wrote_neither, a_judgement_gives_its_reason],
    clauses=VALIDITY,
    sentence=gettext_noop("accepted that {subject} are alike: {reason}"),
)
def accept(*, by: Actor, likeness: Likeness, reason: str, as_enemies: bool = False) -> Likeness:
    """Let both items stand although they are alike; as enemies, if one form must not hold both.

    Only who manages the examinations of the scheme declares enemies.
    """
    if as_enemies:
        enemies.declare(by=by, version=likeness.version, other_number=likeness.other.item.number, reason=reason)
    return _judged(by, likeness, LikenessState.ACCEPTED, reason)


@act(
    "itembank.likeness.reject",
    about="likeness",
    move=LIKENESS.reject,
    permission=may_judge_likeness,
    rules=[judge_wrote_neither, a_judgement_gives_its_reason],
    clauses=VALIDITY,
    sentence=gettext_noop("found a duplicate in {subject}: {reason}"),
)
def reject(*, by: Actor, likeness: Likeness, reason: str) -> Likeness:
    """Say that the newer item is a duplicate: it goes into no form unless it is written anew or judged anew."""
    return _judged(by, likeness, LikenessState.REJECTED, reason)


@act(
    "itembank.likeness.reopen",
    about="likeness",
    move=LIKENESS.reopen,
    permission=may_judge_likeness,
    rules=[judge_wrote_neither, a_judgement_gives_its_reason],
    clauses=VALIDITY,
    sentence=gettext_noop("asked to judge {subject} anew: {reason}"),
)
def reopen(*, by: Actor, likeness: Likeness, reason: str) -> Likeness:
    """Put a judgement in question, so that somebody judges the two items anew."""
    return change(likeness, state=LikenessState.WAITING, reason=reason, judged_by=None, judged_at=None)


@act(
    "itembank.item.catch-up",
    about="version",
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=VALIDITY,
    sentence=gettext_noop("made {subject} findable"),
)
def catch_up(*, by: Actor, version: ItemVersion) -> ItemVersion:
    """Make a version findable that was kept before items were found by their words."""
    return made_findable(version)


def _judged(by: Actor, likeness: Likeness, state: LikenessState, reason: str) -> Likeness:
    judge = Person.objects.get(pk=by.name)
    return change(likeness, state=state, reason=reason, judged_by=judge, judged_at=clock.now())
