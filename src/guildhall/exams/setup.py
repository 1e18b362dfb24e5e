"""The steps of the set-up in this room: a form that may be used, and the first sitting."""

from guildhall.exams.models import Form, Sitting
from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER
from guildhall.kernel.steps import Standing, setup_step
from guildhall.kernel.words import gettext_noop


@setup_step(
    "exams.form",
    place=120,
    title=gettext_noop("Assemble, verify and release a form"),
    why=gettext_noop("A form matches the blueprint, has its passing standard, and was looked at by others."),
    clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"],
    who=[EXAM_MANAGER.code, ITEM_REVIEWER.code],
    link=("exams:forms",),
    needs=["itembank.items"],
)
def a_form_is_released() -> Standing:
    """A form of an examination was released."""
    return Standing(Form.objects.filter(released_at__isnull=False).exists())


@setup_step(
    "exams.sitting",
    place=130,
    title=gettext_noop("Plan the first sitting"),
    why=gettext_noop("Candidates book a seat in it; an invigilator is on duty."),
    clauses=["2012:9.3.2", "2012:6.4", "2026:9.3"],
    who=[EXAM_MANAGER.code],
    link=("exams:sittings",),
    needs=["exams.form", "personnel.crew"],
)
def a_sitting_is_planned() -> Standing:
    """A sitting was planned; the body can examine."""
    return Standing(Sitting.objects.exists())
