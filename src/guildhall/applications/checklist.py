"""The application as a checklist: its sections, what each still lacks, and what is missing in all (R-22)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.models import Application, SignatureKind
from guildhall.schemes.models import Requirement, Stage


@dataclass(frozen=True)
class Section:
    """One part of an application. `missing` says what it lacks before the application can be submitted.

    `page` is the name of its page, without the prefix of portal or desk, and `part` what the page is about beside the
    application: the requirement, the kind of signature. `is_due`: it must be complete before submission.
    """

    title: str
    page: str
    missing: str = ""
    note: str = ""
    part: str = ""
    is_due: bool = True

    @property
    def is_complete(self) -> bool:
        return not self.missing


def sections(application: Application) -> list[Section]:
    """The parts of an application, in the order in which they are filled in."""
    return [
        _identification(application),
        *_requirements(application),
        _arrangements(application),
        _trainers(application),
        *_signatures(application),
        _overview(application),
    ]


def incomplete(application: Application) -> list[Section]:
    """What must be completed before the application can be submitted."""
    return [each for each in sections(application) if each.is_due and not each.is_complete]


def _identification(application: Application) -> Section:
    whole = bool(application.identity_document and application.birth_date)
    return Section(
        _("Who you are"),
        "identification",
        "" if whole else _("your date of birth and the document that identifies you"),
    )


def _requirements(application: Application) -> Iterator[Section]:
    proven = set(queries.evidence_of(application).values_list("requirement_id", flat=True))
    for each in queries.requirements(application):
        yield _requirement(each, each.pk in proven)


def _requirement(requirement: Requirement, proven: bool) -> Section:
    is_due = requirement.stage == Stage.APPLICATION
    return Section(
        requirement.words,
        "requirement",
        "" if proven else _("evidence for “%(words)s”") % {"words": requirement.words},
        note=requirement.evidence
        if is_due
        else _("Can be handed in later, %(stage)s.") % {"stage": _stage(requirement)},
        part=str(requirement.pk),
        is_due=is_due,
    )


def _stage(requirement: Requirement) -> str:
    return str(Stage(requirement.stage).label)


def _arrangements(application: Application) -> Section:
    missing = ""
    if application.needs_help is None:
        missing = _("an answer whether you need special arrangements in examinations")
    elif application.needs_help and not _has_asked(application):
        missing = _("what you need in examinations")
    note = (
        "" if application.needs_help is None else _("You need some.") if application.needs_help else _("You need none.")
    )
    return Section(_("Special arrangements for examinations"), "arrangements", missing, note=note)


def _has_asked(application: Application) -> bool:
    return application.accommodations.exclude(state="withdrawn").exists()


def _trainers(application: Application) -> Section:
    missing = "" if application.trainers_answered else _("who trained you")
    return Section(_("Who trained you"), "trainers", missing)


def _signatures(application: Application) -> Iterator[Section]:
    version = application.version
    if version.agreement:
        yield _signature(application, SignatureKind.AGREEMENT, _("your signature under the certification agreement"))
    if version.code_of_conduct:
        yield _signature(application, SignatureKind.CONDUCT, _("your signature under the code of conduct"))


def _signature(application: Application, kind: SignatureKind, missing: str) -> Section:
    is_signed = queries.signed(application, kind) is not None
    return Section(str(kind.label), "sign", "" if is_signed else missing, part=str(kind))


def _overview(application: Application) -> Section:
    missing = "" if application.overview_at else _("that you have read the overview with the fees")
    return Section(_("Overview and fees"), "overview", missing)
