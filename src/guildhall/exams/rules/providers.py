"""A provider is used only from the list: bound, found fit, watched in time, and for what it does (R-48)."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.exams.models import Channel, Sitting
from guildhall.exams.permissions import scope_id_of
from guildhall.governance.models import Activity
from guildhall.governance.queries import providers
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule
from guildhall.schemes.models import Component

USED = ("2012:6.3.1", "2012:6.3.2", "2026:6.3")


@rule("R-48", clauses=USED)
def the_provider_may_be_used(
    *, component: Component, channel: str, provider: str, begins_at: datetime
) -> Refusal | None:
    """A sitting at a provider's centre is planned with one that may be used on its day, in its scheme."""
    return _unusable(channel, provider, scope_id_of(component), begins_at)


@rule("R-48", clauses=USED)
def its_provider_may_be_used_then(*, sitting: Sitting, begins_at: datetime) -> Refusal | None:
    """A sitting is postponed to a day on which its provider may be used."""
    return _unusable(sitting.channel, sitting.provider, scope_id_of(sitting), begins_at)


@rule("R-48", clauses=USED)
def its_provider_may_be_used_today(*, sitting: Sitting) -> Refusal | None:
    """A sitting at a provider's centre opens while the provider may be used; one that is open goes on."""
    return _unusable(sitting.channel, sitting.provider, scope_id_of(sitting), clock.now())


def _unusable(channel: str, name: str, scope_id: UUID, moment: datetime) -> Refusal | None:
    if channel != Channel.PROVIDER:
        return None
    found = providers.providers().filter(name=name.strip()).first()
    if found is None:
        return _unknown(name)
    if refusal := providers.unusable(found, clock.day_of(moment)):
        return refusal
    serves = providers.used_for(Activity.CENTRE, scope_id).filter(pk=found.pk)
    return None if serves.exists() else _serves_otherwise(name, str(found.pk))


def _unknown(name: str) -> Refusal:
    return Refusal(
        _("“%(name)s” stands on no list of providers, so nobody evaluated or bound it.") % {"name": name},
        mend=Mend(
            _("Choose a provider of the list, or have this one proposed, evaluated and bound first."),
            act="governance.provider.propose",
            link=("governance:providers",),
        ),
        field="provider",
    )


def _serves_otherwise(name: str, pk: str) -> Refusal:
    return Refusal(
        _("%(name)s holds no examinations of this scheme for the body.") % {"name": name},
        mend=Mend(
            _("Choose another one, or have it evaluated for this and added to what it does."),
            act="governance.provider-service.add",
            link=("governance:provider", pk),
        ),
        field="provider",
    )
