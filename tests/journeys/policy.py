"""Who takes part in the life of a policy."""

from guildhall.identity.acts import persons
from guildhall.identity.roles import TOP_MANAGEMENT
from tests.cast import acting, engage, give
from tests.journeys.behind import sessions


def prepare() -> dict[str, str]:
    """Tom and Thea are top management, Quinn keeps the documents, Olive runs operations; nothing is written yet."""
    cast = engage()
    by = acting(cast.tom)
    thea = persons.register(
        by=by, is_personnel=True, given_name="Thea", family_name="Leitwerk", email="thea@tm.example"
    )
    give(by, thea, TOP_MANAGEMENT, cast.body)
    return {"tom": sessions([cast.tom])["tomasz"], **sessions([thea, cast.quinn, cast.olive])}
