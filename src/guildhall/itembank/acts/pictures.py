"""Pictures that items show, and recordings that they play, come into the bank with the package that holds them."""

from guildhall.itembank.models import ItemPicture
from guildhall.itembank.permissions import may_write
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import create
from guildhall.schemes.models import Scheme
from guildhall.vault import files
from guildhall.vault.files import Received


@act(
    "itembank.picture.keep",
    about="scheme",
    permission=may_write,
    clauses=["2012:7.4.2", "2026:7.4"],
    label=gettext_noop("Keep a picture or recording"),
    sentence=gettext_noop("kept a picture or recording for items"),
)
def keep(*, by: Actor, scheme: Scheme, picture: Received) -> ItemPicture:
    """Keep what items of a scheme show or play; it lies sealed like their words and has no address of its own."""
    return create(ItemPicture, scheme=scheme, file=files.keep(picture))
