"""A report as plain structure: sections of words, tables and pictures. Paper, JSON and CSV are made of it alike."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.exams import queries
from guildhall.exams.models import Form, KeyRuling, TechnicalReport
from guildhall.exams.reports.references import references
from guildhall.kernel import clock
from guildhall.schemes import queries as scheme_queries
from guildhall.schemes.lifecycles import StudyState
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.sheets import Remark, Sheet, Table, sheet
from guildhall.schemes.sheets import shown as shown_as

SECRET = frozenset({"options", "keys", "rulings"})
"""Tables of studies that name keys: they stay where the studies are."""


@dataclass(frozen=True)
class Section:
    """A part of a report: its heading, what it says, its tables, and its pictures by name."""

    code: str
    heading: str
    words: Sequence[str] = ()
    tables: Sequence[Table] = ()
    pictures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    study: str = ""


@dataclass(frozen=True)
class Report:
    """The whole of it."""

    title: str
    period: str
    attempts: int
    sections: Sequence[Section]
    studies: Sequence[Mapping[str, str]]


def told(report: TechnicalReport, studies: Sequence[Study]) -> Report:
    """Everything that a report says, in the language that is active."""
    sheets = [(study, sheet(study.kind, study.results)) for study in studies]
    measured = next((study for study in studies if study.kind == StudyKind.ITEM_ANALYSIS), None)
    return Report(
        title=_("Technical report on %(form)s") % {"form": report.form.number},
        period=_("Attempts of %(year)d") % {"year": report.year} if report.year else _("All attempts"),
        attempts=measured.persons if measured else 0,
        sections=[
            _subject(report),
            _summary(report.form, sheets),
            _content(report.form),
            _standard(report.form),
            *(_of_study(study, shown) for study, shown in sheets),
            *_rulings(report.form),
            _limits(sheets),
            _behind(studies),
            _literature(studies),
        ],
        studies=[_named(study) for study in studies],
    )


def _subject(report: TechnicalReport) -> Section:
    form = report.form
    version = form.component.version
    rows = [
        (_("Form"), f"{form.number} {form.title}"),
        (_("Component"), f"{form.component.code} {form.component.title}"),
        (_("Scheme"), f"{version.scheme.name}, {version.number}"),
        (_("Method"), form.component.method),
        (_("Time"), _("%(minutes)d minutes") % {"minutes": form.component.minutes}),
        (_("Attempts"), str(report.year) if report.year else _("all since its release")),
        (_("In use since"), day(form.released_at)),
    ]
    words = [_("This report says how the form measures, by which methods that was found, and what the numbers bear.")]
    return Section("subject", _("What this report is about"), words, [Table("subject", "", ("", ""), rows)])


def _summary(form: Form, sheets: Sequence[tuple[Study, Sheet]]) -> Section:
    """What programmes are asked for each form and year, on one page."""
    rows = [(each.label, each.shown, each.note) for study, shown in sheets for each in _first(study, shown)]
    rows += [(_("Cut in use"), shown_as(form.cut), "")]
    methods = [(study.get_kind_display(), shown.methods[0].what, "") for study, shown in sheets if shown.methods]
    heads = (_("What"), _("Value"), _("Read with"))
    return Section("summary", _("In short"), [], [Table("summary", "", heads, [*rows, *methods])])


def _first(study: Study, shown: Sheet) -> Sequence[Any]:
    """The figures of a study that belong on the first page."""
    if study.kind == StudyKind.ITEM_ANALYSIS:
        return shown.figures
    return shown.figures[:3] if study.kind in {StudyKind.STANDARD_SETTING, StudyKind.EQUATING} else ()


def _content(form: Form) -> Section:
    """Planned and held items of each domain; items on trial are told apart."""
    planned = scheme_queries.blueprint(form.component)
    placed = list(queries.placements(form))
    held = Counter(each.item_version.item.domain_code for each in placed if not each.pretest)
    trial = Counter(each.item_version.item.domain_code for each in placed if each.pretest)
    rows = [
        (code, planned.get(code, 0), held.get(code, 0), trial.get(code, 0))
        for code in sorted({*planned, *held, *trial})
    ]
    heads = (_("Domain"), _("Planned"), _("In the form"), _("On trial, not scored"))
    words = [form.content_record] if form.content_record else []
    return Section("content", _("What it holds"), words, [Table("content", _("Items by domain"), heads, rows)])


def _standard(form: Form) -> Section:
    """On what the cut rests, and what makes the form comparable."""
    words = [each for each in (form.cut_basis, form.comparability, form.verification) if each]
    return Section("standard", _("The passing standard"), words or [_("No cut is set yet.")])


def _of_study(study: Study, shown: Sheet) -> Section:
    """All that a study says, but for what names keys."""
    words = [f"{each.what}: {each.sentence}" for each in shown.methods]
    words += [each.sentence for each in (*shown.notes, *_flagged(study, shown))]
    words += list(shown.reasons)
    words += [study.conclusion] if study.conclusion else [_("Nobody has concluded from this study yet.")]
    figures = Table(
        "figures",
        _("Figures"),
        (_("What"), _("Value"), _("Read with")),
        [(f.label, f.shown, f.note) for f in shown.figures],
    )
    tables = [figures, *(each for each in shown.tables if each.code not in SECRET)]
    heading = _("%(kind)s (%(number)s)") % {"kind": study.get_kind_display(), "number": study.number}
    return Section(study.kind, heading, words, [each for each in tables if each.rows], shown.pictures, study.number)


def _flagged(study: Study, shown: Sheet) -> list[Remark]:
    """How many items are looked at, without what would tell a key."""
    if not shown.flags:
        return []
    items = {each.what for each in shown.flags}
    sentence = _("%(count)d items are to be looked at: %(items)s.") % {
        "count": len(items),
        "items": ", ".join(sorted(items)),
    }
    return [Remark(study.number, sentence)]


def _rulings(form: Form) -> Iterator[Section]:
    """What was ruled on keys after the examination, item by item, without reasons, which would tell them."""
    ruled = KeyRuling.objects.filter(placement__form=form, confirmed_at__isnull=False)
    rows = [
        (each.placement.position, each.get_ruling_display(), day(each.confirmed_at))
        for each in ruled.select_related("placement").order_by("placement__position", "confirmed_at")
    ]
    if rows:
        heads = (_("Position"), _("Ruling"), _("Confirmed"))
        yield Section("rulings", _("Rulings on keys"), [], [Table("form-rulings", _("Rulings"), heads, rows)])


def _limits(sheets: Sequence[tuple[Study, Sheet]]) -> Section:
    """What none of the numbers bears, study by study."""
    words = [f"{study.number}: {study.limits}" for study, _shown in sheets if study.limits]
    open_ones = [study.number for study, _shown in sheets if study.state != StudyState.APPROVED]
    if open_ones:
        words.append(_("Not approved yet: %(numbers)s.") % {"numbers": ", ".join(open_ones)})
    withheld = [each.sentence for _study, shown in sheets for each in shown.notes if each.weight == "withholds"]
    words += list(dict.fromkeys(withheld))
    return Section("limits", _("Limits"), words or [_("No limits were stated.")])


def _behind(studies: Sequence[Study]) -> Section:
    """The studies on which every number rests, with what proves them."""
    heads = (_("Study"), _("Kind"), _("Persons"), _("State"))
    rows = [(each.number, each.get_kind_display(), each.persons, _approval_of(each)) for each in studies]
    proofs = [(each.number, each.data_hash[:16], each.results_hash[:16]) for each in studies]
    words = [
        _("Data and results are known by the first sixteen signs of their SHA-256."),
        *dict.fromkeys(study.code_version for study in studies),
    ]
    tables = [
        Table("studies", "", heads, rows),
        Table("proofs", _("What proves them"), (_("Study"), _("Data"), _("Results")), proofs),
    ]
    return Section("studies", _("The studies behind it"), words, tables)


def _approval_of(study: Study) -> str:
    return _("approved %(day)s") % {"day": day(study.approved_at)} if study.approved_at else _("not approved")


def _literature(studies: Sequence[Study]) -> Section:
    codes = [each["code"] for study in studies for each in study.results["methods"]]
    return Section("references", _("References"), references(codes))


def _named(study: Study) -> dict[str, str]:
    return {
        "number": study.number,
        "kind": study.kind,
        "state": study.state,
        "data_hash": study.data_hash,
        "results_hash": study.results_hash,
        "code_version": study.code_version,
    }


def day(moment: Any) -> str:
    """A day as it stands on paper."""
    return date_format(clock.day_of(moment), "j F Y") if moment else "–"
