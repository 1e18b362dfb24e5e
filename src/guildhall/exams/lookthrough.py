"""Gathers the answers of a sitting, and of everybody who took the same form before, for its forensic check."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Q, QuerySet

from guildhall.exams import repeating
from guildhall.exams.forensics import MOST, Found, Table, look
from guildhall.exams.lifecycles import AWAITED, AttemptState, SittingState
from guildhall.exams.models import Attempt, Channel, ForensicCheck, Form, Sitting
from guildhall.exams.rules.anomalies import ANSWERED
from guildhall.exams.sheets import Asked, Sheet, asked_of, sheets
from guildhall.itembank.lifecycles import ItemState
from guildhall.psychometrics.arrays import Floats
from guildhall.psychometrics.irt.items import IrtItem
from guildhall.schemes.models import StudyKind
from guildhall.schemes.queries import studies
from guildhall.schemes.studying import code_version
from guildhall.vault import keys

HANDED_IN = (*AWAITED, AttemptState.RELEASED)


def covered(sitting: Sitting) -> QuerySet[Attempt]:
    """The attempts of a sitting whose answers are known whole: handed in in the browser, or scored from paper."""
    known = Q(channel=Channel.BROWSER, state__in=HANDED_IN)
    known |= Q(channel=Channel.PAPER, state__in=HANDED_IN, typed__set_aside_at__isnull=True, typed__isnull=False)
    return sitting.attempts.filter(known, form__isnull=False).distinct().order_by("number")


def check_of(sitting: Sitting) -> dict[str, Any]:
    """What a check of a sitting finds now, as its act takes it."""
    attempts = list(covered(sitting))
    found = [_looked(sitting, form) for form in Form.objects.filter(pk__in={each.form_id for each in attempts})]
    return {
        "attempts": [each.number for each in attempts],
        "methods": [asdict(each) for one in found for each in one.methods],
        "raised": [each.as_dict() for one in found for each in one.raised],
        "code_version": code_version(),
    }


def _looked(sitting: Sitting, form: Form) -> Found:
    with keys.one_request():
        return look(table_of(sitting, form))


def table_of(sitting: Sitting, form: Form) -> Table:
    """The answers of everybody who took a form up to this sitting, as numbers."""
    asked = [each for each in asked_of(form) if each.single]
    attempts = _everybody(sitting, form)
    keys.fetch(each.person.data_key for each in attempts)
    found = [sheet for _, sheet in sheets(asked, attempts)]
    return Table(
        attempts=tuple(each.number for each in attempts),
        inside=frozenset(place for place, each in enumerate(attempts) if each.sitting_id == sitting.pk),
        choices=_grid(asked, found, _chosen),
        key=np.array([_place(each, each.key[0] if each.key else None) for each in asked]),
        seconds=_grid(asked, found, _taken),
        changes=np.array([np.nan if each.changes is None else each.changes for each in found], dtype=np.float64),
        scale=_scale(form, asked),
        leaked=frozenset(at for at, each in enumerate(asked) if _is_compromised(each)),
        before=repeating.before(attempts),
    )


def _everybody(sitting: Sitting, form: Form) -> list[Attempt]:
    """The latest who took the form, those of this sitting among them."""
    rows = Attempt.objects.filter(form=form, channel__in=ANSWERED, state__in=HANDED_IN)
    before = rows.filter(sitting__begins_at__lte=sitting.begins_at).exclude(sitting=sitting)
    here = list(rows.filter(sitting=sitting).select_related("person").order_by("number"))
    room = max(0, MOST - len(here))
    return [*before.select_related("person").order_by("-completed_at", "number")[:room], *here]


def _scale(form: Form, asked: Sequence[Asked]) -> dict[int, IrtItem]:
    """The parameters of the form's items by their place, from its approved calibration."""
    study = studies.approved(form.ref, StudyKind.CALIBRATION)
    known = studies.item_parameters(study) if study else {}
    names = {at: str(each.placement.item_version) for at, each in enumerate(asked)}
    return {at: _parameters(name, known[name]) for at, name in names.items() if name in known}


def _parameters(name: str, kept: Mapping[str, Any]) -> IrtItem:
    return IrtItem(name, float(kept["a"]), tuple(kept["d"]), float(kept["g"]), kept["kind"])


def _is_compromised(asked: Asked) -> bool:
    return asked.placement.item_version.state == ItemState.COMPROMISED


def _grid(asked: Sequence[Asked], found: Sequence[Sheet], value: Any) -> Floats:
    rows = [[value(each, sheet) for each in asked] for sheet in found]
    return np.array(rows, dtype=np.float64).reshape(len(found), len(asked))


def _chosen(asked: Asked, sheet: Sheet) -> float:
    return _place(asked, sheet.letters.get(asked.placement.position))


def _place(asked: Asked, letter: str | None) -> float:
    return asked.options.index(letter) if letter in asked.options else np.nan


def _taken(asked: Asked, sheet: Sheet) -> float:
    return sheet.seconds.get(asked.placement.position) or np.nan


def unchecked() -> list[UUID]:
    """Sittings whose log is complete and some of whose scored answers no check has looked through yet.

    What waits for its release is asked attempt by attempt; where everything is released, whether there was a check.
    """
    settled = {"channel__in": ANSWERED, "sitting__state": SittingState.RECONCILED}
    waiting = Attempt.objects.filter(**settled, state__in=(AttemptState.SCORED, AttemptState.VERIFIED))
    numbers = set(waiting.values_list("sitting_id", "number"))
    sittings = {sitting for sitting, _ in numbers}
    done = ForensicCheck.objects.filter(sitting__in=sittings).values_list("sitting_id", "attempts")
    numbers -= {(sitting, number) for sitting, attempts in done for number in attempts}
    released = Attempt.objects.filter(**settled, state=AttemptState.RELEASED, sitting__checks__isnull=True)
    return sorted({sitting for sitting, _ in numbers} | set(released.values_list("sitting_id", flat=True)))
