"""What waits for whom of the monitoring of examiners."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import EVALUATOR, QUALITY_MANAGER, SCHEME_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.personnel import monitoring
from guildhall.personnel.lifecycles import AuthorisationState, MonitoringState
from guildhall.personnel.models import Monitoring
from guildhall.shell.words import translated


@work("personnel.monitorings-to-plan")
def monitorings_to_plan(*, person_id: UUID) -> Iterator[WorkItem]:
    """Examiners whose monitoring is wanted soon and not planned, for who manages quality or their scheme."""
    given = monitoring.examining().filter(state=AuthorisationState.AUTHORISED)
    if person_id not in grants.holders(QUALITY_MANAGER):
        given = given.filter(scope_id__in=grants.scopes_of(person_id, SCHEME_MANAGER, EVALUATOR))
    for each in monitoring.standings(given.exclude(person_id=person_id)):
        if each.is_wanted(clock.today()):
            yield WorkItem(
                _("Authorisation %(number)s: plan the monitoring of this examiner")
                % {"number": each.authorisation.number},
                "; ".join(translated(reason) for reason in each.reasons) or _("It falls due soon."),
                _("Plan"),
                ("personnel:monitoring-plan", str(each.authorisation.pk)),
                each.wanted_on,
            )


@work("personnel.monitorings-to-hold")
def monitorings_to_hold(*, person_id: UUID) -> Iterator[WorkItem]:
    """Monitorings that somebody is asked to hold."""
    planned = Monitoring.objects.filter(monitor_id=person_id, state=MonitoringState.PLANNED).order_by("planned_on")
    for each in planned[:100]:
        yield WorkItem(
            _("Monitoring %(number)s: look at the work and report") % {"number": each.number},
            _("%(how)s. You were asked to look at this examiner's work.") % {"how": each.kind_word},
            _("Report"),
            ("personnel:monitoring", str(each.pk)),
            each.planned_on,
        )


@work("personnel.monitorings-to-conclude")
def monitorings_to_conclude(*, person_id: UUID) -> Iterator[WorkItem]:
    """Reports of others' work that wait for a conclusion, and measures that wait to be confirmed."""
    waiting = Monitoring.objects.filter(state__in=[MonitoringState.REPORTED, MonitoringState.MEASURES])
    if person_id not in grants.holders(QUALITY_MANAGER):
        waiting = waiting.filter(scope_id__in=grants.scopes_of(person_id, EVALUATOR))
    for each in waiting.exclude(person_id=person_id).order_by("planned_on")[:100]:
        reported = each.state == MonitoringState.REPORTED
        what = _("Monitoring %(number)s: conclude") if reported else _("Monitoring %(number)s: confirm the measures")
        yield WorkItem(
            what % {"number": each.number},
            _("What was seen has a consequence only when somebody concludes."),
            _("Conclude") if reported else _("Confirm"),
            ("personnel:monitoring", str(each.pk)),
            each.measures_until,
        )


@work("personnel.authorisations-after-monitoring")
def authorisations_in_doubt(*, person_id: UUID) -> Iterator[WorkItem]:
    """Authorisations that stand although the work was found not satisfactory, for top management."""
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    for each in monitoring.plan():
        stands = each.authorisation.state == AuthorisationState.AUTHORISED
        if stands and each.last and each.last.state == MonitoringState.FAILED and each.open is None:
            yield WorkItem(
                _("Authorisation %(number)s: suspend, withdraw, or have the work looked at again")
                % {"number": each.authorisation.number},
                _("%(monitoring)s found the work not satisfactory; no new work is assigned.")
                % {"monitoring": each.last},
                _("Decide"),
                ("personnel:authorisation", str(each.authorisation.pk)),
            )
