"""Agreements with providers and what shows that they are fit, for who keeps the list and who answers for it."""

from guildhall.governance.models import ProviderAgreement, ProviderEvaluation
from guildhall.governance.permissions.providers import may_see_providers
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.vault.models import StoredFile


@reading("governance.provider-agreement.open", about="agreement", permission=may_see_providers)
def open_agreement(*, by: Actor, agreement: ProviderAgreement) -> StoredFile:
    """The signed agreement with a provider."""
    return agreement.document


@reading("governance.provider-evaluation.open", about="evaluation", permission=may_see_providers)
def open_evidence(*, by: Actor, evaluation: ProviderEvaluation) -> StoredFile | None:
    """What shows that a provider is fit; nothing where it was described alone."""
    return evaluation.evidence
