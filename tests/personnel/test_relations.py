"""Declared interests as rules read them: relations to people, employers and names; R-08 by all of them."""

from datetime import date, timedelta
from typing import Any

import pytest

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import history
from guildhall.personnel import jobs, ties
from guildhall.personnel.acts import declarations, interests, organisations, relations
from guildhall.personnel.impartiality import too_close
from guildhall.personnel.models import Employment, Inquiry, Organisation, Relation
from guildhall.personnel.queries import in_force, organisation_called
from tests import forge
from tests.cast import Cast, acting
from tests.personnel.making_monitorings import declared, do_job, signed, tie
from tests.personnel.making_posts import a_post, held
from tests.personnel.test_declarations import refused


def blocked(one: Person, other: Person) -> list[str | None]:
    """By which rule each of both handles no file of the other."""
    found = [too_close(acting(a), b.pk) for a, b in ((one, other), (other, one))]
    return [each and each.code for each in found]


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        ("employment", "employer"),
        ("training", "trainer"),
        ("family", "relative"),
        ("financial", "share"),
        ("membership", "membership"),
        ("supervision", "superior"),
        ("other", "other"),
    ],
)
def test_every_kind_of_interest_is_drawn_as_a_relation_to_a_person(cast: Cast, kind: str, drawn: str) -> None:
    signed(cast, cast.quinn, tie(kind, since_on=date(2025, 1, 1), concerned=cast.carla))

    relation = Relation.objects.get()

    assert (relation.person, relation.kind, relation.concerned, relation.from_on, relation.until_on) == (
        cast.quinn,
        drawn,
        cast.carla,
        date(2025, 1, 1),
        None,
    )
    assert blocked(cast.quinn, cast.carla) == ["R-08", "R-08"]
    assert blocked(cast.quinn, cast.gero) == [None, None]


def test_employer_is_one_organisation_in_every_spelling(cast: Cast) -> None:
    signed(cast, cast.quinn, tie(party="Windpark Süd GmbH"), tie("financial", party="WINDPARK SUED"))
    signed(cast, cast.olive, tie("membership", party="windpark süd gmbh & co. KG"))

    (organisation,) = Organisation.objects.all()

    assert organisation.name == "Windpark Süd GmbH"
    assert {each.organisation for each in Relation.objects.all()} == {organisation}
    assert organisation_called("Windpark Sued") == organisation


def test_declared_employer_blocks_the_files_of_its_people(cast: Cast) -> None:
    signed(cast, cast.quinn, tie(party="Windpark Nord GmbH"))
    assert blocked(cast.quinn, cast.carla) == [None, None]

    organisations.record(by=acting(cast.olive), person=cast.carla, organisation="Windpark NORD")

    assert blocked(cast.quinn, cast.carla) == ["R-08", "R-08"]
    assert blocked(cast.olive, cast.carla) == [None, None]


@pytest.mark.parametrize(("kind", "blocks"), [("financial", "R-08"), ("membership", None), ("training", None)])
def test_employer_and_share_block_its_people_and_looser_ties_do_not(cast: Cast, kind: str, blocks: str | None) -> None:
    signed(cast, cast.quinn, tie(kind, party="Windpark Nord"))
    organisations.record(by=acting(cast.olive), person=cast.carla, organisation="Windpark Nord")
    assert blocked(cast.quinn, cast.carla) == [blocks, blocks]


def test_tie_to_an_employer_ends_with_the_employment_the_tie_or_its_judgement(cast: Cast, clock: Any) -> None:
    (named,) = signed(cast, cast.quinn, tie(party="Windpark Nord"))
    employment = organisations.record(by=acting(cast.carla), person=cast.carla, organisation="Windpark Nord")
    clock.move(days=10)
    yesterday = date(2026, 3, 11)

    ended = organisations.end(by=acting(cast.carla), employment=employment, until_on=yesterday)
    assert blocked(cast.quinn, cast.carla) == [None, None]
    forge.alter(ended, until_on=None)
    assert blocked(cast.quinn, cast.carla) == ["R-08", "R-08"]

    interests.accept(by=acting(cast.tom), interest=named, reasons="A summer job.")
    assert blocked(cast.quinn, cast.carla) == [None, None]


def test_tie_that_has_ended_binds_until_its_day(cast: Cast, clock: Any) -> None:
    (named,) = signed(cast, cast.quinn, tie("family", concerned=cast.carla))
    by = acting(cast.quinn)
    refused("date-past", relations.end, by=by, interest=named, until_on=date(2026, 3, 3))
    refused("permission", relations.end, by=acting(cast.tom), interest=named, until_on=date(2026, 3, 2))

    relations.end(by=by, interest=named, until_on=date(2026, 3, 2))
    assert blocked(cast.quinn, cast.carla) == ["R-08", "R-08"]
    clock.move(days=1)

    assert blocked(cast.quinn, cast.carla) == [None, None]
    assert "said that a declared interest has ended" in [line.told for line in history.of(named)]


def test_renewal_names_ties_anew_and_the_earlier_ones_bind_no_more(cast: Cast) -> None:
    signed(cast, cast.quinn, tie("family", concerned=cast.carla))
    signed(cast, cast.quinn)
    assert blocked(cast.quinn, cast.carla) == [None, None]


def test_name_that_is_not_known_yet_is_kept_blinded(cast: Cast) -> None:
    signed(cast, cast.quinn, tie("family", party="Nora Nachbar"))

    relation = Relation.objects.get()

    assert (relation.concerned, relation.organisation, len(relation.digest)) == (None, None, 32)
    assert "Nora" not in relation.digest


def test_what_cannot_be_read_is_no_party(cast: Cast) -> None:
    with pytest.raises(Refusal) as caught:
        signed(cast, cast.quinn, tie(party="—"))
    assert (caught.value.code, caught.value.field) == ("R-07", "party")


def test_interest_from_before_there_were_relations_is_read_by_the_house(cast: Cast) -> None:
    (named,) = signed(cast, cast.quinn, tie("family", concerned=cast.carla))
    forge.remove(Relation.objects.get())
    assert list(ties.unread()) == [named]
    refused("relation-there", relations.end, by=acting(cast.quinn), interest=named, until_on=clock.today())

    do_job(jobs.draw_relations)

    assert (list(ties.unread()), blocked(cast.quinn, cast.carla)) == ([], ["R-08", "R-08"])
    refused("relation-once", relations.draw, by=relations.MACHINE, interest=named)


def test_superior_and_subordinate_keep_off_each_others_files(cast: Cast) -> None:
    head = a_post(cast, "Director")
    hand = a_post(cast, "Secretary", under=head)
    held(cast, head, cast.quinn)
    assert blocked(cast.quinn, cast.olive) == [None, None]

    held(cast, hand, cast.olive)

    assert blocked(cast.quinn, cast.olive) == ["R-08", "R-08"]
    assert "by your posts" in str(too_close(acting(cast.quinn), cast.olive.pk).sentence).lower()


def test_who_is_told_of_a_tie_to_them_is_asked_about_their_own(cast: Cast) -> None:
    signed(cast, cast.olive)
    signed(cast, cast.quinn, tie("family", concerned=cast.olive))
    (inquiry,) = Inquiry.objects.all()
    assert (inquiry.person, inquiry.reason, inquiry.state) == (cast.olive, "tie", "asked")

    declared(cast.olive, **tie("family", concerned=cast.quinn))

    inquiry.refresh_from_db()
    assert (inquiry.state, Inquiry.objects.count()) == ("changed", 1)


def test_employer_is_told_by_the_person_or_the_office_and_put_right_by_the_office(cast: Cast) -> None:
    refused("R-46", organisations.record, by=acting(cast.otto), person=cast.carla, organisation="Nordwind")
    refused("organisation-named", organisations.record, by=acting(cast.carla), person=cast.carla, organisation=" - ")
    told = organisations.record(by=acting(cast.carla), person=cast.carla, organisation="Nordwind")
    refused("R-46", organisations.void, by=acting(cast.carla), employment=told, reason="Gone.")
    refused("R-60", organisations.void, by=acting(cast.olive), employment=told, reason=" ")
    refused("R-46", organisations.end, by=acting(cast.otto), employment=told, until_on=clock.today())
    tomorrow = clock.today() + timedelta(days=1)
    refused("date-past", organisations.end, by=acting(cast.carla), employment=told, until_on=tomorrow)

    organisations.void(by=acting(cast.olive), employment=told, reason="Somebody of the same name.")

    assert Employment.objects.get().state == "void"
    assert not Inquiry.objects.exists()


def test_employer_of_the_personnel_told_by_others_asks_them(cast: Cast) -> None:
    organisations.record(by=acting(cast.quinn), person=cast.quinn, organisation="Nordwind")
    assert not Inquiry.objects.exists()

    organisations.record(by=acting(cast.olive), person=cast.quinn, organisation="Südwind")

    assert [(each.person, each.reason) for each in Inquiry.objects.all()] == [(cast.quinn, "employer")]


def test_draft_binds_and_what_was_discarded_does_not(cast: Cast) -> None:
    signed(cast, cast.quinn)
    by = acting(cast.quinn)
    draft = declarations.make(by=by, person=cast.quinn)
    interests.declare(by=by, declaration=draft, **tie("family", concerned=cast.carla))
    assert blocked(cast.quinn, cast.carla) == ["R-08", "R-08"]

    declarations.discard(by=by, declaration=draft)

    assert blocked(cast.quinn, cast.carla) == [None, None]
    assert in_force(cast.quinn.pk, clock.today()) is not None
