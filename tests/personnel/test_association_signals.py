"""Many of our people in one association."""

from guildhall.identity.roles import OPERATIONS
from guildhall.personnel import signals
from guildhall.personnel.models import Organisation
from tests.cast import Cast, acting, give
from tests.personnel.making_monitorings import signed, somebody, tie


def test_three_members_of_one_association_are_seen(cast: Cast) -> None:
    member = tie("membership", "Verband der Windkraft")
    people = [cast.tom, cast.quinn]
    for person in people:
        signed(cast, person, member)
    signed(cast, cast.ada, tie("employment", "Verband der Windkraft"))
    signed(cast, somebody(cast, "Nora Nachbar", is_personnel=True), member)  # works in no role
    assert list(signals.ties_to_one_association.query()) == []

    signed(cast, cast.olive, member)
    (hint,) = signals.ties_to_one_association.query()

    association = Organisation.objects.get()
    assert (hint.about, hint.concerns) == (association.ref, sorted(each.pk for each in [*people, cast.olive]))
    assert hint.figures == {"count": 3, "all": 4, "organisation": association.number}
    assert "Windkraft" not in hint.words % hint.figures


def test_few_among_many_are_not_seen(cast: Cast) -> None:
    for person in (cast.tom, cast.quinn, cast.olive):
        signed(cast, person, tie("membership", "Verband der Windkraft"))
    for number in range(9):
        give(acting(cast.tom), somebody(cast, f"Nora{number} Nachbar", is_personnel=True), OPERATIONS, cast.body)

    assert list(signals.ties_to_one_association.query()) == []
