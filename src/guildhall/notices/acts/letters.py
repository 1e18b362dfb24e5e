"""Letters are printed and handed to the post."""

from datetime import date

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.readings import reading
from guildhall.ledger.records import create
from guildhall.notices.letters import sheet
from guildhall.notices.models import Message, Posting
from guildhall.notices.permissions import HANDLES_POST
from guildhall.notices.rules import (
    it_is_a_letter,
    posting_lies_between_writing_and_today,
    the_letter_goes_once,
    the_letter_has_an_address,
)


@act(
    "notices.letter.post",
    about="letter",
    permission=HANDLES_POST,
    rules=[it_is_a_letter, the_letter_has_an_address, the_letter_goes_once, posting_lies_between_writing_and_today],
    effective="posted_on",
    sentence=gettext_noop("posted the letter {subject}"),
    label=gettext_noop("Mark as posted"),
)
def post(*, by: Actor, letter: Message, posted_on: date) -> Posting:
    """Say that a letter was handed to the post, on which day; the address that stood on it is kept, sealed."""
    return create(Posting, person=letter.person, letter=letter, posted_on=posted_on, address=letter.person.address)


@reading("notices.letter.print", about="letter", permission=HANDLES_POST)
def printed(*, by: Actor, letter: Message) -> bytes:
    """The letter as a PDF on the body's letterhead, the same bytes each time; who printed it is logged."""
    return sheet.pdf(letter)
