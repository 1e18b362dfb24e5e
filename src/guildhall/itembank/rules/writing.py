"""What a question must say to be an item, and what may be shown with it."""

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.models import ItemVersion, Medium
from guildhall.itembank.queries import media as library
from guildhall.itembank.questions import Question, built, lacking
from guildhall.itembank.rules.items import FITNESS
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Scheme


@rule("item-whole", kind=Kind.OURS, clauses=FITNESS)
def question_is_whole(*, question: Question) -> Refusal | None:
    """A question says what it asks, gives different things to choose from, and knows what is right."""
    lack = lacking(question)
    if lack:
        return Refusal(lack.message, mend=Mend(lack.mend), field=lack.field)
    wrong = next((each for each in qti.validate(built(question, "IT")) if each.severity == "error"), None)
    return Refusal(wrong.message, mend=Mend(wrong.remedy)) if wrong else None


@rule("item-media", kind=Kind.OURS, clauses=FITNESS)
def media_may_be_used(*, scheme: Scheme, question: Question) -> Refusal | None:
    """An item shows what the library of its scheme holds, described and with the right to show it."""
    return _unfit(question, library.shown(scheme, question), held=())


@rule("item-media", kind=Kind.OURS, clauses=FITNESS)
def media_may_be_used_in_it(*, version: ItemVersion, question: Question) -> Refusal | None:
    """A draft shows what it showed before, and what else the library of its scheme lets it show."""
    found = library.shown(version.item.scheme, question)
    used = set(library.used_in(version).values_list("number", flat=True))
    return _unfit(question, found, held=(*version.pictures, *used))


def _unfit(question: Question, found: list[Medium], held: tuple[str, ...]) -> Refusal | None:
    known = {name: each for each in found for name in (each.address, each.number) if name}
    picture = question.picture.address if question.picture else ""
    recording = question.recording.address if question.recording else ""
    number = question.passage.number if question.passage else ""
    for name, field in ((picture, "picture"), (recording, "recording"), (number, "passage")):
        if name and name not in held and not _usable(known.get(name)):
            return _not_usable(field)
    return None


def _usable(medium: Medium | None) -> bool:
    return medium is not None and medium.is_usable(clock.today())


def _not_usable(field: str) -> Refusal:
    return Refusal(
        _("This is not in the library of the scheme, was withdrawn, or the right to show it has ended."),
        mend=Mend(_("Choose another one, or have its rights renewed in the library.")),
        field=field,
    )
