"""What the pages of statistics show of a study's results: facts, flagged items, items and options as rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guildhall.exams import remarks
from guildhall.exams.datasets import Taken, collected
from guildhall.exams.figures import PER_CENT, shown
from guildhall.exams.measuring import Measured
from guildhall.exams.models import FormItem
from guildhall.itembank.lifecycles import ITEM
from guildhall.itembank.models import ItemVersion
from guildhall.schemes.freezing import frozen
from guildhall.schemes.models import StudyKind
from guildhall.shell.records import Fact, Link, Status, Tone
from guildhall.shell.words import translated


@dataclass(frozen=True)
class Flagged:
    """An item that somebody should look at, and why; where it stands says whether it was sent to review already."""

    version: ItemVersion
    reasons: tuple[str, ...]
    status: Status
    can_be_sent: bool

    def is_of(self, placement: FormItem) -> bool:
        """Whether it is the item at that place."""
        return self.version.pk == placement.item_version_id


@dataclass(frozen=True)
class ItemRow:
    """One item in the table of a form."""

    name: str
    version_id: str
    domain: str
    answers: int
    difficulty: str
    interval: str
    discrimination: str
    note: str
    is_flagged: bool


def facts(found: Measured) -> list[Fact]:
    """What is known of a form, each number with the study that it comes from."""
    if not found.numbers:
        return _of_now(found)
    link: Link = ("schemes:study", found.study.pk) if found.study else ()
    return [*_of_now(found), *_of_scores(found.numbers, link), *_of_quality(found.numbers, link)]


def _of_now(found: Measured) -> list[Fact]:
    seen = found.as_of
    at = _("%(position)d entries of the ledger") % {"position": seen.position} if seen else ""
    counted = _("%(count)d attempts counted then") % {"count": seen.attempts} if seen else ""
    study = found.study
    return [
        Fact(_("As of"), seen.done_at if seen else None, note=at),
        Fact(_("Study"), study.number if study else "", ("schemes:study", study.pk) if study else (), note=counted),
    ]


def _of_scores(numbers: Mapping[str, Any], link: Link) -> list[Fact]:
    scores, passing = numbers["scores"], numbers["passing"]
    spread = _("standard deviation %(sd)s") % {"sd": shown(scores["sd"])}
    rows = [Fact(_("Mean score"), f"{shown(scores['mean'])} / {shown(scores['maximum'], 0)}", link, spread)]
    if passing:
        low, high = passing["interval"]
        span = _("between %(low)s and %(high)s per cent with 95 per cent confidence") % {
            "low": shown(low * PER_CENT, 0),
            "high": shown(high * PER_CENT, 0),
        }
        words = _("%(rate)s per cent at a cut of %(cut)s") % {
            "rate": shown(passing["rate"] * PER_CENT, 0),
            "cut": shown(passing["cut"], 1),
        }
        rows.append(Fact(_("Passed"), words, link, span))
    return rows


def _of_quality(numbers: Mapping[str, Any], link: Link) -> list[Fact]:
    reliability, decisions = numbers["reliability"], numbers["decisions"]
    if reliability is None:
        return [Fact(_("Reliability"), _("withheld: too few attempts"), link)]
    low, high = reliability["interval"]
    span = _("between %(low)s and %(high)s with 95 per cent confidence") % {"low": shown(low), "high": shown(high)}
    rows = [
        Fact(_("Reliability (alpha)"), shown(reliability["alpha"]), link, span),
        Fact(_("Standard error"), _("%(sem)s points") % {"sem": shown(reliability["sem"])}, link),
    ]
    if decisions:
        rows.append(Fact(_("Decisions alike again"), shown(decisions.get("consistency")), link, decisions["method"]))
    return rows


def flagged(found: Measured) -> list[Flagged]:
    """The items that somebody should look at, by whatever study of the form; what weighs most comes first."""
    studies = [found.study, *found.dif, found.calibration]
    raised = [each for study in studies if study for each in (study.results or {}).get("flags", [])]
    raised.sort(key=lambda each: (remarks.weight_of(each), each["item"]))
    reasons: dict[str, dict[str, None]] = {}
    for each in raised:
        reasons.setdefault(each["version_id"], {})[remarks.reason_of(each)] = None
    versions = ItemVersion.objects.select_related(*ItemVersion.reload_with).in_bulk(list(reasons))
    by_id = {str(pk): each for pk, each in versions.items()}
    return [_flagged(by_id[pk], tuple(why)) for pk, why in reasons.items() if pk in by_id]


def _flagged(version: ItemVersion, reasons: tuple[str, ...]) -> Flagged:
    can_be_sent = ITEM.flag.allows(version.state)
    tone = Tone.SOON if can_be_sent else Tone.OPEN
    return Flagged(version, reasons, Status(translated(ITEM.words[version.state]), tone), can_be_sent)


def items(found: Measured) -> list[ItemRow]:
    """The items of a form in their order."""
    return [_item(each) for each in found.numbers.get("items", [])]


def _item(each: Mapping[str, Any]) -> ItemRow:
    span = each["interval"]
    return ItemRow(
        name=each["name"],
        version_id=each["version_id"],
        domain=each["domain"],
        answers=each["answers"],
        difficulty=shown(each["p"]),
        interval=f"{shown(span['low'])}–{shown(span['high'])}" if span else "",
        discrimination=shown(each["r_drop"]),
        note=_("Pretest, not scored") if each["pretest"] else "",
        is_flagged=bool(each["flagged"]),
    )


def item(found: Measured, version: ItemVersion) -> Mapping[str, Any] | None:
    """The numbers of one item."""
    rows: Sequence[Mapping[str, Any]] = found.numbers.get("items", [])
    return next((each for each in rows if each["version_id"] == str(version.pk)), None)


def item_facts(found: Measured, numbers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is known of one item, in words."""
    row = _item(numbers)
    seconds = numbers["seconds"]
    rows = [
        (_("Answers"), str(row.answers)),
        (_("Difficulty"), f"{row.difficulty} ({row.interval})" if row.interval else row.difficulty),
        (_("Discrimination (corrected)"), row.discrimination),
        (_("Median time"), _("%(seconds)s seconds") % {"seconds": shown(seconds, 0)} if seconds else "–"),
    ]
    return [*rows, (_("Domain"), row.domain)] if row.domain else rows


def options(numbers: Mapping[str, Any]) -> list[tuple[str, int, str, bool]]:
    """The options of an item with who chose them: name, number, share, whether it is the key."""
    table = numbers["distractors"]
    rows = table["options"] if table else []
    return [(each["name"], each["count"], shown(each["share"]), bool(each["key"])) for each in rows]


def abilities(results: Mapping[str, Any]) -> list[tuple[float, int]]:
    """How many attempts lie where on the scale of a calibration, in steps of a quarter."""
    drawn = results.get("pictures", {}).get("wright", {}).get("hconcat", [])
    values = drawn[0]["data"]["values"] if drawn else []
    counted = Counter(round(each["theta"] * 4) / 4 for each in values)
    return sorted(counted.items())


def study_of(taken: Taken, kind: str, options: Mapping[str, str]) -> dict[str, Any]:
    """What freezing a study of these attempts takes."""
    titles = dict(StudyKind.choices)
    return {
        "scheme": taken.form.component.version.scheme,
        "kind": kind,
        "title": _("%(kind)s of %(words)s") % {"kind": titles[kind], "words": taken.words},
        "about": taken.about,
        "about_words": taken.words,
        "options": {**taken.options, **options},
        "dataset": frozen(collected(taken)),
    }
