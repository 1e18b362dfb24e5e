"""Which studies a report rests on: of each kind the one that was approved, or else the latest that has numbers."""

from collections.abc import Iterator

from guildhall.exams.models import Form
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.queries import studies as queries

ORDER = (
    StudyKind.ITEM_ANALYSIS,
    StudyKind.STANDARD_SETTING,
    StudyKind.EQUATING,
    StudyKind.CALIBRATION,
    StudyKind.DIF,
    StudyKind.KEY_VALIDATION,
)
"""The order in which a report tells of studies."""

OF_THE_FORM = (StudyKind.STANDARD_SETTING, StudyKind.EQUATING)
"""Kinds that are made once for a form, and hold for every year."""


def chosen(form: Form, year: int | None) -> list[Study]:
    """The studies that a report on a form, or on one of its years, rests on, in the order of telling."""
    return [study for kind in ORDER if (study := _of_kind(form, kind, year)) is not None]


def _of_kind(form: Form, kind: StudyKind, year: int | None) -> Study | None:
    adopted = {StudyKind.STANDARD_SETTING: form.standard, StudyKind.EQUATING: form.equating}.get(kind)
    if adopted is not None:
        return adopted
    found = list(_usable(form, kind, None if kind in OF_THE_FORM else year))
    approved = (each for each in found if each.state == StudyState.APPROVED)
    return next(approved, found[0] if found else None)


def _usable(form: Form, kind: StudyKind, year: int | None) -> Iterator[Study]:
    """Studies of that kind about the form that measured something, the latest first."""
    for study in queries.about(form.ref).filter(kind=kind, state__in=queries.COMPUTED):
        if study.options.get("year") == year and "cannot" not in study.results:
            yield study
