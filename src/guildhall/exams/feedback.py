"""What a candidate hears about the fields of the work: only what their points can say (Haberman 2008).

A score for a field is told where the form's item analysis says that it tells more than the whole score does. Otherwise
a sentence says why it is not told: few questions in a field are a matter of chance, and somebody would learn the wrong
thing from them. Stations of a practical examination are told as they were marked.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from guildhall.exams import wording
from guildhall.exams.models import Form, Result
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.queries import studies

Part = tuple[str, str, str]
"""A field or station: its name, its points, and the most there are."""


class Withheld(StrEnum):
    """Why fields are not told."""

    UNKNOWN = "unknown"
    SOME = "some"
    ALL = "all"


@dataclass(frozen=True)
class Feedback:
    """The fields that are told, and why others are not; nothing where all are."""

    parts: tuple[Part, ...] = ()
    withheld: Withheld | None = None

    @property
    def why_not(self) -> str:
        """Why fields are not told, in the reader's language."""
        return _(SENTENCES[self.withheld]) if self.withheld else ""


SENTENCES = {
    Withheld.UNKNOWN: gettext_noop(
        "Points by field of the work are not told: it is not known yet whether the few questions of a field say more "
        "than chance does."
    ),
    Withheld.SOME: gettext_noop(
        "Other fields are not told: their few questions say less of them than your whole score does."
    ),
    Withheld.ALL: gettext_noop(
        "Points by field of the work are not told: the few questions of a field say less of it than your whole score "
        "does."
    ),
}


def of(result: Result) -> Feedback:
    """What may be told of a result, field by field."""
    if not any("domain" in each for each in result.by_domain):
        return Feedback(tuple(wording.parts_of(result)))
    form = result.attempt.form
    study = analysis_of(form) if form else None
    if study is None:
        return Feedback(withheld=Withheld.UNKNOWN)
    reliable = {each["name"] for each in studies.subscores(study) if each["adds_value"]}
    codes = [each["domain"] for each in result.by_domain]
    parts = zip(codes, wording.parts_of(result), strict=True)
    told = tuple(part for code, part in parts if code in reliable)
    return Feedback(told, _withheld(len(told), len(codes)))


def analysis_of(form: Form) -> Study | None:
    """The item analysis of a form that counts for feedback: the approved one, otherwise the latest."""
    kind = StudyKind.ITEM_ANALYSIS
    found = studies.about(form.ref).filter(kind=kind, computed_at__isnull=False)
    whole = [each for each in found if each.state in studies.COMPUTED and not each.options.get("year")]
    approved = (each for each in whole if each.state == StudyState.APPROVED)
    return next(approved, next(iter(whole), None))


def _withheld(told: int, fields: int) -> Withheld | None:
    if told == fields:
        return None
    return Withheld.SOME if told else Withheld.ALL
