"""Two versions side by side: what was added, changed and taken away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildhall.schemes.contents import Contents
from guildhall.schemes.models import SchemeVersion

Label = str | Promise

TEXTS: Mapping[str, Label] = {
    "title": gettext_lazy("Title"),
    "edition": gettext_lazy("Held to the edition of"),
    "languages": gettext_lazy("Languages of the examination"),
    "scope_words": gettext_lazy("Scope"),
    "purpose": gettext_lazy("Purpose"),
    "need": gettext_lazy("Need"),
    "population": gettext_lazy("Population"),
    "process": gettext_lazy("Process of certification"),
    "abilities": gettext_lazy("Abilities"),
    "code_of_conduct": gettext_lazy("Code of conduct"),
    "agreement": gettext_lazy("Agreement"),
    "suspension_criteria": gettext_lazy("Criteria for suspension and withdrawal"),
    "surveillance": gettext_lazy("Surveillance"),
    "scope_change": gettext_lazy("Change of scope or level"),
    "validity_months": gettext_lazy("Valid for, in months"),
    "interval_rationale": gettext_lazy("Rationale of the interval"),
    "recertification": gettext_lazy("Recertification"),
    "recertification_window_months": gettext_lazy("Recertification opens, in months before the end"),
    "eligible_months": gettext_lazy("A candidate may be assessed for, in months"),
    "application_days": gettext_lazy("An application may stay incomplete for, in days"),
    "fee": gettext_lazy("Fee of an application"),
    "currency": gettext_lazy("Currency"),
    "owner_agreement": gettext_lazy("Agreement with the owner"),
    "owner_evidence": gettext_lazy("Evidence of development from the owner"),
}
"""What a version says in words and numbers, and what that is called."""

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same: what it is called, how it was and how it is, and which of the three happened."""

    label: Label
    before: str
    after: str

    @property
    def kind(self) -> str:
        if not self.before:
            return ADDED
        return CHANGED if self.after else REMOVED


@dataclass(frozen=True)
class Compared:
    """The differences of one kind, under a heading."""

    title: Label
    differences: Sequence[Difference]


def compared(before: SchemeVersion, after: SchemeVersion) -> list[Compared]:
    """What is different in `after`, heading by heading; headings under which nothing differs are left out."""
    old, new = Contents(before), Contents(after)
    groups = [
        Compared(_("Words and numbers"), list(_differing(_texts(before), _texts(after), TEXTS))),
        *(Compared(title, list(_differing(told(old), told(new)))) for title, told in PARTS),
    ]
    return [group for group in groups if group.differences]


def _texts(version: SchemeVersion) -> dict[str, str]:
    return {field: str(value) for field in TEXTS if (value := getattr(version, field)) not in {"", None}}


def _differing(
    before: Mapping[str, str], after: Mapping[str, str], called: Mapping[str, Label] | None = None
) -> Iterator[Difference]:
    for name in dict.fromkeys([*after, *before]):
        was, is_now = before.get(name, ""), after.get(name, "")
        if was != is_now:
            yield Difference((called or {}).get(name, name), was, is_now)


def _parties(contents: Contents) -> dict[str, str]:
    return {each.name: _lines(each.category, each.asked, each.answer) for each in contents.parties}


def _domains(contents: Contents) -> dict[str, str]:
    return {each.code: _lines(each.title, f"{each.weight} %", each.deviation) for each in contents.domains}


def _competences(contents: Contents) -> dict[str, str]:
    told = {}
    for each in contents.competences:
        tasks = ", ".join(source.task.number for source in contents.tasks_of(each))
        told[each.code] = _lines(each.statement, each.get_kind_display(), each.domain, tasks)
    return told


def _requirements(contents: Contents) -> dict[str, str]:
    return {
        each.code: _lines(
            each.words,
            each.get_stage_display(),
            each.rationale,
            each.evidence,
            each.fresh_months and _("evidence not older than %(months)d months") % {"months": each.fresh_months},
            each.own_course_only and _("our own course alone: %(why)s") % {"why": each.no_equivalent},
        )
        for each in contents.requirements
    }


def _components(contents: Contents) -> dict[str, str]:
    return {
        each.code: _lines(
            each.title,
            each.get_kind_display(),
            each.method,
            _("passed from %(cut)s per cent: %(basis)s") % {"cut": each.cut, "basis": each.cut_basis},
            _("%(minutes)d minutes, %(items)d items") % {"minutes": each.minutes, "items": each.items},
            _("%(attempts)d attempts, %(days)d days between them")
            % {"attempts": each.max_attempts, "days": each.waiting_days},
            _("a pass counts %(months)d months; a seat moves until %(days)d days before")
            % {"months": each.shelf_months, "days": each.move_days},
            each.overlap_most is not None
            and _("of the items of a repeat at most %(most)d per cent met before") % {"most": each.overlap_most},
            _("second rating of %(share)d per cent; fee %(fee)s") % {"share": each.second_rater_share, "fee": each.fee},
            ", ".join(f"{row.domain.code} {row.items or row.share}" for row in contents.blueprint(each)),
        )
        for each in contents.components
    }


PARTS: Sequence[tuple[Label, Any]] = (
    (gettext_lazy("Interested parties"), _parties),
    (gettext_lazy("Domains"), _domains),
    (gettext_lazy("Competences"), _competences),
    (gettext_lazy("Requirements"), _requirements),
    (gettext_lazy("Components"), _components),
)
"""The parts of a version: how each tells itself, by its code or name."""


def _lines(*told: Any) -> str:
    return "\n".join(str(each) for each in told if each not in {"", None, False})
