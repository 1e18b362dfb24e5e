"""What others may read of studies: which stands for a record, and what it came to. Numbers are asked for by name here,
so that nobody depends on how results are laid out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from guildhall.schemes.lifecycles import STANDING, StudyState
from guildhall.schemes.models import Study, StudyRerun

COMPUTED = (StudyState.COMPUTED, StudyState.PROPOSED, StudyState.APPROVED)
"""States of a study that has numbers and stands."""


def studies() -> QuerySet[Study]:
    """Every study with its scheme, the latest first."""
    return Study.objects.select_related("scheme__scope").order_by("-frozen_at", "-number")


def about(ref: str) -> QuerySet[Study]:
    """The studies of a record, the latest first."""
    return studies().filter(about=ref)


def approved(about: str, kind: str) -> Study | None:
    """The study of that kind about a record that was approved last and still stands."""
    found = Study.objects.filter(about=about, kind=kind, state=StudyState.APPROVED)
    return found.select_related("scheme__scope").order_by("-approved_at", "-number").first()


def latest(about: str, kind: str) -> Study | None:
    """The latest study of that kind about a record that has numbers, approved or not."""
    return studies().filter(about=about, kind=kind, state__in=COMPUTED).first()


def standing(about: str, kind: str) -> Study | None:
    """The latest study of that kind about a record that was neither replaced nor given up, computed or not."""
    return studies().filter(about=about, kind=kind, state__in=STANDING).first()


def differing() -> QuerySet[StudyRerun, UUID]:
    """The studies whose last second computation gave other numbers."""
    latest = StudyRerun.objects.filter(study=OuterRef("study"), agrees__isnull=False).order_by("-done_at")
    reruns = StudyRerun.objects.filter(agrees=False, pk=Subquery(latest.values("pk")[:1]))
    return reruns.values_list("study_id", flat=True)


def recommended_cut(study: Study) -> Decimal | None:
    """The cut in points that a standard setting recommends or an equating carries over; None where there is none."""
    cut = _results(study).get("recommended_cut")
    return None if cut is None else Decimal(str(cut)).quantize(Decimal("0.01"))


def conversion(study: Study) -> list[tuple[float, float, float | None]]:
    """The conversion table of an equating: score on the new form, worth on the base form, standard error."""
    return [(row[0], row[1], row[2]) for row in _results(study).get("conversion", [])]


def item_parameters(study: Study) -> dict[str, dict[str, Any]]:
    """The parameters of a calibration by the item's name, as anchors of another calibration take them."""
    if study.kind != "calibration":
        return {}
    return {
        each["name"]: {"a": each["a"], "d": each["steps"], "g": each["g"] or 0.0, "kind": each["kind"]}
        for each in items(study)
        if each["a"] is not None
    }


def item_statistics(study: Study) -> list[dict[str, Any]]:
    """The items of an item analysis: name, version_id, domain, pretest, answers, p, interval, r_drop, distractors."""
    return items(study) if study.kind == "item-analysis" else []


def items(study: Study) -> list[dict[str, Any]]:
    """What a study says item by item; nothing where it says nothing of items."""
    found: list[dict[str, Any]] = _results(study).get("items", [])
    return found


def flags(study: Study) -> list[dict[str, Any]]:
    """What a person should look at: item, version_id, code, sentence, facts."""
    found: list[dict[str, Any]] = _results(study).get("flags", [])
    return found


def subscores(study: Study) -> list[dict[str, Any]]:
    """The domains of an item analysis, each with whether its score says more than the total (`adds_value`)."""
    found: list[dict[str, Any]] = _results(study).get("subscores", [])
    return found


def weights(study: Study) -> dict[str, Decimal]:
    """What each domain weighs by a survey, in per cent."""
    found: Mapping[str, float] = _results(study).get("weights", {})
    return {name: Decimal(str(each)).quantize(Decimal("0.01")) for name, each in found.items()}


def pictures(study: Study) -> dict[str, dict[str, Any]]:
    """The pictures of a study by name, as specifications with title and description."""
    found: dict[str, dict[str, Any]] = _results(study).get("pictures", {})
    return found


def _results(study: Study) -> dict[str, Any]:
    return study.results or {}
