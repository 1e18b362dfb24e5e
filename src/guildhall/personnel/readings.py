"""What is read only by who may, and leaves a trace: declarations hold what people tell of their private ties."""

from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.personnel.models import Authorisation, Clearance, Declaration, Interest, Training
from guildhall.personnel.permissions import (
    may_read_authorisation,
    may_read_clearance,
    may_read_declaration,
    may_read_interest,
    may_read_training,
)
from guildhall.vault.models import StoredFile


@reading("personnel.declaration.read", about="declaration", permission=may_read_declaration)
def declaration_with_interests(*, by: Actor, declaration: Declaration) -> list[Interest]:
    """The interests that a declaration names, in the order in which they were declared."""
    return list(declaration.interests.select_related("declaration__person").order_by("declared_at"))


@reading("personnel.declaration.scan", about="declaration", permission=may_read_declaration)
def scan_of(*, by: Actor, declaration: Declaration) -> StoredFile | None:
    """The scan of the paper that the person signed; nothing where they signed here."""
    return declaration.scan


@reading("personnel.interest.read", about="interest", permission=may_read_interest)
def one_interest(*, by: Actor, interest: Interest) -> Interest:
    """One interest, for who declared it and who judges it."""
    return interest


@reading("personnel.clearance.read", about="clearance", permission=may_read_clearance)
def one_clearance(*, by: Actor, clearance: Clearance) -> Clearance:
    """What somebody declared on conflicts in one matter, for them and for who judges it."""
    return clearance


@reading("personnel.training.read", about="training", permission=may_read_training)
def one_training(*, by: Actor, training: Training) -> Training:
    """Who trained whom in what, for both and for who keeps the trainings."""
    return training


@reading("personnel.authorisation.read", about="authorisation", permission=may_read_authorisation)
def one_authorisation(*, by: Actor, authorisation: Authorisation) -> Authorisation:
    """On what somebody's competence was judged, for them and for who evaluates and authorises."""
    return authorisation


@reading("personnel.authorisation.proof", about="authorisation", permission=may_read_authorisation)
def proof_of(*, by: Actor, authorisation: Authorisation) -> StoredFile | None:
    """The file that shows somebody's competence; nothing where the evidence was described alone."""
    return authorisation.proof
