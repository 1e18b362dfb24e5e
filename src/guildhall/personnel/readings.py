"""What is read only by who may, and leaves a trace: declarations hold what people tell of their private ties."""

from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading
from guildhall.personnel.models import Declaration, Interest
from guildhall.personnel.permissions import may_read_declaration, may_read_interest
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
