"""Texts for the public are handed in, read for favoured training, and cleared or refused (R-56)."""

from guildhall.governance.lifecycles import WORDING
from guildhall.governance.lifecycles.training import WordingState
from guildhall.governance.models import PublicWording
from guildhall.governance.permissions.training import may_clear_wordings, may_hand_in_wordings
from guildhall.governance.rules.training import (
    WORDS,
    a_refused_wording_has_its_reasons,
    a_wording_is_told,
    no_training_is_favoured,
    striking_passages_are_answered,
    who_wrote_does_not_clear,
)
from guildhall.governance.wording import passages
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create


@act(
    "governance.public-wording.propose",
    move=WORDING.propose,
    permission=may_hand_in_wordings,
    rules=[a_wording_is_told],
    clauses=WORDS,
    sentence=gettext_noop("handed in the text {subject} for the public"),
)
def propose(*, by: Actor, title: str, medium: str, words: str) -> PublicWording:
    """Hand in a page, a flyer or an advertisement before it is published; striking passages are marked at once."""
    return create(
        PublicWording,
        number=next_number("WR"),
        title=title.strip(),
        medium=medium.strip(),
        words=words.strip(),
        passages=passages(words),
        proposed_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.public-wording.clear",
    about="wording",
    move=WORDING.clear,
    permission=may_clear_wordings,
    rules=[who_wrote_does_not_clear, no_training_is_favoured, striking_passages_are_answered],
    clauses=WORDS,
    sentence=gettext_noop("cleared the text {subject} for publication"),
)
def clear(*, by: Actor, wording: PublicWording, no_training_favoured: bool, reasons: str = "") -> PublicWording:
    """Clear a text for publication: it makes no training look like an easier, quicker or cheaper way."""
    return _judged(by, wording, WordingState.CLEARED, reasons, no_training_favoured)


@act(
    "governance.public-wording.refuse",
    about="wording",
    move=WORDING.refuse,
    permission=may_clear_wordings,
    rules=[who_wrote_does_not_clear, a_refused_wording_has_its_reasons],
    clauses=WORDS,
    sentence=gettext_noop("refused the text {subject} for the public"),
)
def refuse(*, by: Actor, wording: PublicWording, reasons: str) -> PublicWording:
    """Refuse a text, and name the passages that must go."""
    return _judged(by, wording, WordingState.REFUSED, reasons, False)


@act(
    "governance.public-wording.withdraw",
    about="wording",
    move=WORDING.withdraw,
    permission=may_hand_in_wordings,
    rules=[a_refused_wording_has_its_reasons],
    clauses=WORDS,
    sentence=gettext_noop("recorded that the text {subject} is not published any more"),
)
def withdraw(*, by: Actor, wording: PublicWording, reasons: str) -> PublicWording:
    """Record that a text was taken back from the public."""
    return change(wording, state=WordingState.WITHDRAWN)


def _judged(by: Actor, wording: PublicWording, state: WordingState, reasons: str, is_free: bool) -> PublicWording:
    return change(
        wording,
        state=state,
        reasons=reasons.strip(),
        no_training_favoured=is_free,
        judged_at=clock.now(),
        judged_by=Person.objects.get(pk=by.name),
    )
