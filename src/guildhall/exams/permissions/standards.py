"""Who may do what with standard settings: who convenes a panel leads it, and a judge speaks for themselves alone."""

from django.utils.translation import gettext as _

from guildhall.exams.lifecycles import JudgeState, SettingState
from guildhall.exams.models import Form, Judge, StandardSetting
from guildhall.exams.permissions.examining import in_scheme, scope_id_of
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import (
    EXAM_MANAGER,
    PANELLIST,
    PSYCHOMETRICIAN,
    QUALITY_MANAGER,
    SCHEME_APPROVER,
    SCHEME_MANAGER,
)
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import barred
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal

CONVENORS = (PSYCHOMETRICIAN, SCHEME_MANAGER)
"""Who leads a panel; who does so sits on none of it."""

FOLLOWING = (*CONVENORS, SCHEME_APPROVER, EXAM_MANAGER)
"""Who follows how the standards of a scheme come about."""

BEFORE_THEM = (SettingState.RATING, SettingState.FEEDBACK)
"""States in which judges see the items that they judge."""

convenes_panels = holds(*CONVENORS)
follows_panels = holds(*FOLLOWING, QUALITY_MANAGER)
sits_on_panels = holds(PANELLIST)
"""Whom the pages let in; the acts and readings ask for the scheme and the record."""

may_plan_settings = in_scheme("form", Form, *CONVENORS)


@permission("leads standard settings in the scheme")
def convenes(*, by: Actor, setting: StandardSetting) -> Refusal | None:
    """A panel is led by who answers for measurement or for the scheme."""
    return refusal_in(by, scope_id_of(setting.form), *CONVENORS)


@permission("leads standard settings in the scheme")
def convenes_the_judge(*, by: Actor, judge: Judge) -> Refusal | None:
    """Who is on a panel is looked after by who leads it."""
    return refusal_in(by, scope_id_of(judge.setting.form), *CONVENORS)


@permission("follows standard settings of the scheme and trains nobody for it")
def follows_the_setting(*, by: Actor, setting: StandardSetting) -> Refusal | None:
    """What a panel came to tells of items and raw results; who trains for the scheme reads none of it (R-10)."""
    scope_id = scope_id_of(setting.form)
    return refusal_in(by, scope_id, *FOLLOWING) or barred(by, scope_id)


may_read_settings = follows_the_setting | holds(QUALITY_MANAGER)


@permission("is that judge")
def is_the_judge(*, by: Actor, judge: Judge) -> Refusal | None:
    """Nobody judges for another; the role in the scheme holds today, and who trains for it sees no items (R-10)."""
    if not by.is_person(judge.person_id):
        return Refusal(
            _("These judgements belong to another member of the panel, and nobody judges for another."),
            mend=Mend(_("They sign in and judge themselves.")),
            clauses=("2012:9.3.1", "2026:9.3"),
        )
    scope_id = scope_id_of(judge.setting.form)
    return refusal_in(by, scope_id, PANELLIST) or barred(by, scope_id)


@permission("is that judge, and the item stands in the form that they judge now")
def sees_what_they_judge(*, by: Actor, judge: Judge, version: ItemVersion) -> Refusal | None:
    """A judge sees the items of the form as long as its standard is being set, and no other item."""
    refused: Refusal | None = is_the_judge(by=by, judge=judge)
    return refused or _not_before_them(judge, version)


def _not_before_them(judge: Judge, version: ItemVersion) -> Refusal | None:
    setting = judge.setting
    stands = setting.form.items.filter(item_version=version, removed_at__isnull=True, pretest=False).exists()
    if stands and judge.state == JudgeState.SEATED and judge.trained_at and setting.state in BEFORE_THEM:
        return None
    return Refusal(
        _("You do not judge this item now, and judges see items while they judge them."),
        mend=Mend(_("Wait until the next round is open, and say first that you are ready.")),
        clauses=("2012:7.4.2", "2026:7.4"),
    )
