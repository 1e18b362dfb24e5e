"""The papers behind registration, accreditation, cover and AI use: read by who may, and never without a trace."""

from guildhall.governance.models import Accreditation, AiUse, Cover, Registration
from guildhall.governance.permissions.ai import may_read_ai
from guildhall.governance.permissions.body import may_read_of_the_body
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.vault.models import StoredFile


@reading("governance.registration.proof", about="registration", permission=may_read_of_the_body)
def proof_of_registration(*, by: Actor, registration: Registration) -> StoredFile | None:
    """The extract or statute that proves the registration; nothing where it was described alone."""
    return registration.proof


@reading("governance.accreditation.proof", about="accreditation", permission=may_read_of_the_body)
def proof_of_accreditation(*, by: Actor, accreditation: Accreditation) -> StoredFile | None:
    """The certificate of an accreditation; nothing where it was described alone."""
    return accreditation.proof


@reading("governance.cover.proof", about="cover", permission=may_read_of_the_body)
def proof_of_cover(*, by: Actor, cover: Cover) -> StoredFile | None:
    """The policy or resolution behind a cover; nothing where it was described alone."""
    return cover.proof


@reading("governance.ai.report", about="use", permission=may_read_ai)
def report_on(*, by: Actor, use: AiUse) -> StoredFile | None:
    """The report on which a verification rests; nothing where it was described alone."""
    return use.report
