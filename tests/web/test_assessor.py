"""The assessor's area: for who assesses the body, as long as the access lasts, and for nobody else."""

from datetime import timedelta

from django.test import Client

from guildhall.identity.acts import grants, persons
from guildhall.identity.models import Person
from guildhall.kernel import clock as house_clock
from guildhall.ledger import sequencer
from tests.cast import Cast, acting, sign_in


def assessor(cast: Cast) -> Person:
    person = persons.register(by=acting(cast.olive), given_name="Ingrid", family_name="Gutachter")
    today = house_clock.today()
    until = today + timedelta(days=30)
    grants.give(by=acting(cast.tom), person=person, role="assessor", scope=cast.body, from_on=today, until_on=until)
    return person


def test_assessor_begins_in_their_area_and_reads_both_editions(cast: Cast) -> None:
    sequencer.run()
    client = sign_in(Client(), assessor(cast))

    assert client.get("/").headers["Location"] == "/assessor/"
    text = client.get("/assessor/").content.decode()
    for told in ("17024:2012", "17024:2026", "You may read here until", "1 Apr 2026", "localhost/ledger+"):
        assert told in text
    matrix = client.get("/conformity/").content.decode()
    assert 'aria-label="Places"' in matrix
    assert "My work" not in matrix


def test_assessor_sees_nobodys_particulars_and_nothing_after_the_end(cast: Cast, clock) -> None:
    client = sign_in(Client(), assessor(cast))
    assert client.get(f"/people/{cast.carla.pk}/").status_code == 403
    assert client.get("/personnel/declarations/").status_code == 403

    clock.move(days=31)
    refused = client.get("/assessor/")
    assert refused.status_code == 403
    assert "ISO/IEC 17024:2012" not in refused.content.decode()


def test_nobody_else_enters(cast: Cast) -> None:
    assert Client().get("/assessor/").status_code == 302
    for person in (cast.ada, cast.quinn, cast.otto):
        assert sign_in(Client(), person).get("/assessor/").status_code == 403
