"""From what is typed to an item, with what stands above its questions, and from an item back into the form."""

from dataclasses import replace

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.questions import several
from guildhall.itembank.questions.bodies import laid, parted
from guildhall.itembank.questions.families import FAMILIES, form_of
from guildhall.itembank.questions.lacks import Lack
from guildhall.itembank.questions.model import GRAPHIC, LANGUAGES, MOST_OPTIONS, MOST_SPOTS, Form, Question


def built(question: Question, identifier: str) -> qti.Item:
    """The item that a whole question stands for."""
    build = several.several if question.form == Form.SEVERAL else FAMILIES[Form(question.form)].build
    item = build(question, identifier)
    shown = [each for each in laid(question) if question.form not in GRAPHIC or each.name != "p"]
    return qti.above(item, *shown) if shown else item


def lacking(question: Question) -> Lack | None:
    """What a question still lacks to be an item: its title, what it asks, and what its kind needs."""
    if question.form == Form.SEVERAL:
        return several.lacking(question)
    missing = next((name for name in ("title", "stem") if not getattr(question, name).strip()), "")
    if missing:
        return Lack(_("An item needs a title and a question."), _("Write what is missing."), missing)
    return FAMILIES[Form(question.form)].lacking(question)


def question_of(item: qti.Item) -> Question | None:
    """What stands in the form for an item; None where the form could not keep everything of it."""
    found = _read(item)
    if found is None or not all(_has_room(each) for each in (found, *found.questions)) or lacking(found):
        return None
    return found if _alike(built(found, item.identifier), item) else None


def _alike(one: qti.Item, other: qti.Item) -> bool:
    """Whether two items are the same, as far as a file of QTI can tell."""
    return qti.read_item(qti.to_xml(one), name="") == qti.read_item(qti.to_xml(other), name="")


def _has_room(question: Question) -> bool:
    """Whether the form has a row for all of it, and its language."""
    rows = max(len(question.options), len(question.others))
    return rows <= MOST_OPTIONS and len(question.spots) <= MOST_SPOTS and question.language in LANGUAGES


def _read(item: qti.Item) -> Question | None:
    apart = parted(item)
    if len(item.interactions) > 1:
        found = several.read(apart.rest)
        if found is None:
            return None
        return replace(found, recording=apart.recording, passage=apart.passage, picture=apart.picture)
    form = form_of(item)
    if form is None:
        return None
    told = {"recording": apart.recording, "picture": apart.picture, **FAMILIES[form].read(apart.rest)}
    return Question(form=form, title=item.title, language=item.language or "en", passage=apart.passage, **told)
