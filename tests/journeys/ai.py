"""Who takes part in a use of artificial intelligence, and what they do behind the browser."""

from tests.cast import engage
from tests.documents.making import said_publicly
from tests.governance.making_body import a_house, analysed
from tests.journeys.behind import sessions
from tests.journeys.way import everybody
from tests.making import a_scheme

STATEMENT = "We use a machine for the drafting of items. A person reviews each of them."


def prepare() -> dict[str, str]:
    """A scheme whose items Ivo writes; the threat that a machine may be is analysed, and no use is registered."""
    cast = engage()
    made = a_scheme(cast)
    house = a_house(cast, made.scope)
    analysed(cast, kind="self-review", source="machine", title="A machine drafts items")
    people = [cast.quinn, house.uma, house.aino, made.crew.ivo]
    return {"tom": sessions([cast.tom])["tomasz"], **sessions(people)}


def tell_the_public() -> str:
    """The public statement on artificial intelligence takes effect, and names the use."""
    cast, _ = everybody()
    return said_publicly(cast, "ai", STATEMENT, title="How we use artificial intelligence").document.code
