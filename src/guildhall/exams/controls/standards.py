"""What conformity looks at in standard settings: that fit and independent people judged, and what they judged by."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from guildhall.exams.lifecycles import UNDER_WAY, JudgeState, SettingState
from guildhall.exams.models import Judge, StandardSetting
from guildhall.exams.rules.standards import LEAST
from guildhall.itembank.queries import trained_scopes
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

STANDARDS = ("exams.standard.*", "exams.judge.*", "exams.judgement.*")
NONE = gettext_noop("No panel has set a standard yet.")


def _found(setting: StandardSetting, sentence: str) -> Finding:
    return Finding(setting.ref, setting.number, sentence, ("exams:standard", str(setting.pk)))


def _answer(asked: Iterable[StandardSetting], wrong: Iterable[StandardSetting], sentence: str) -> Answer:
    looked_at = len(list(asked))
    findings = [_found(each, sentence) for each in sorted(wrong, key=lambda each: each.number)]
    return Answer(findings=findings, looked_at=looked_at, not_applicable="" if looked_at else NONE)


def _seated() -> QuerySet[Judge]:
    return Judge.objects.filter(state=JudgeState.SEATED).select_related(*Judge.reload_with)


@control(
    "exams.standards_rest_on_a_panel",
    title=gettext_noop("Behind every standard of a panel stand judges who knew what they judged by"),
    clauses=["2012:9.3.1", "2026:9.3"],
    events=STANDARDS,
)
def standards_rest_on_a_panel() -> Answer:
    """Every concluded panel had two judges or more who had read who is just good enough, and rated in its rounds."""
    asked = [e for e in StandardSetting.objects.filter(state=SettingState.CONCLUDED) if not e.by_groups]
    ready: dict[object, int] = {}
    for judge in _seated().filter(setting__in=asked, trained_at__isnull=False):
        ready[judge.setting_id] = ready.get(judge.setting_id, 0) + 1
    wrong = [e for e in asked if ready.get(e.pk, 0) < LEAST or e.round < e.rounds or not e.candidate.strip()]
    return _answer(
        asked, wrong, gettext_noop("rests on too few judges who were ready, or on fewer rounds than planned")
    )


@control(
    "exams.judges_were_independent",
    title=gettext_noop("Nobody judges a form that they assembled, lead the panel of, or train people for"),
    clauses=["2012:5.2.3 b)", "2012:7.4.2", "2012:9.3.1", "2026:7.4"],
    events=[*STANDARDS, "personnel.training.*"],
)
def judges_were_independent() -> Answer:
    """No judge leads their panel or assembled its form, and on a panel that works none trains for the scheme (R-10)."""
    asked = list(StandardSetting.objects.exclude(state=SettingState.ABANDONED))
    seats = _seated().filter(setting__in=asked)
    partial = seats.filter(Q(person=F("setting__convened_by")) | Q(person=F("setting__form__authored_by")))
    wrong = {each.setting_id: each.setting for each in partial}
    wrong |= {each.setting_id: each.setting for each in seats.filter(setting__state__in=UNDER_WAY) if _trains(each)}
    return _answer(asked, wrong.values(), gettext_noop("has a judge who leads it, assembled the form or trains for it"))


def _trains(judge: Judge) -> bool:
    return judge.setting.form.component.version.scheme.scope_id in trained_scopes(judge.person_id)
