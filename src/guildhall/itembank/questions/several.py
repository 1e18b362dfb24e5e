"""Several questions of one item: about one passage, one recording or one case, each with its own key and points."""

from dataclasses import replace

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.questions.families import FAMILIES, form_of
from guildhall.itembank.questions.lacks import Lack
from guildhall.itembank.questions.model import MOST_QUESTIONS, PARTS, Form, Question
from guildhall.itembank.questions.texts import lacks_points


def several(question: Question, identifier: str) -> qti.Item:
    """All questions in their order; their responses are called by it."""
    return qti.several(
        identifier=identifier,
        title=question.title,
        introduction=question.stem,
        parts=[
            qti.Asked(FAMILIES[Form(each.form)].build(each, identifier), each.points) for each in question.questions
        ],
        language=question.language,
    )


def read(item: qti.Item) -> Question | None:
    """What was typed; None where a question is of a kind of which no several stand in the form."""
    apart = qti.parted(item)
    found = [_read(each) for each in apart[1]] if apart else []
    if apart is None or not all(found):
        return None
    language = item.language or "en"
    asked = tuple(replace(each, language=language) for each in found if each)
    return Question(Form.SEVERAL, item.title, apart[0], shuffle=False, language=language, questions=asked)


def _read(asked: qti.Asked) -> Question | None:
    form = form_of(asked.item)
    if form not in PARTS:
        return None
    return Question(form=form, title="", points=asked.points, **FAMILIES[form].read(asked.item))


def lacking(question: Question) -> Lack | None:
    """A title, at least two questions, and what each of them needs; a field is told with the place of its question."""
    if not question.title.strip():
        return Lack(_("An item needs a title and a question."), _("Write what is missing."), "title")
    if not 2 <= len(question.questions) <= MOST_QUESTIONS:
        told = _("An item with several questions has from 2 to %(most)d of them.") % {"most": MOST_QUESTIONS}
        return Lack(told, _("Add or remove questions; a single one is written in the form of its kind."), "add")
    placed = enumerate(question.questions, start=1)
    return next((_told(place, lack) for place, each in placed if (lack := part_lacking(each))), None)


def part_lacking(question: Question) -> Lack | None:
    """What one of the questions lacks."""
    if question.form not in PARTS:
        return Lack(_("Of such questions an item asks one alone."), _("Remove it, and write it for itself."), "stem")
    if not question.stem.strip():
        return Lack(_("It asks nothing."), _("Write what is missing."), "stem")
    return lacks_points(question) or FAMILIES[Form(question.form)].lacking(question)


def _told(place: int, lack: Lack) -> Lack:
    told = _("Question %(place)d: %(lack)s") % {"place": place, "lack": lack.message}
    return replace(lack, message=told, field=f"q{place}-{lack.field}")
