"""Near duplicates: how alike texts are, what is noticed as items are kept, and who judges it."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guildhall.identity.roles import EXAM_MANAGER, ITEM_REVIEWER
from guildhall.itembank import controls, delivering, likeness, readings
from guildhall.itembank.acts import imports, items, likenesses, reviews
from guildhall.itembank.lifecycles import EnemyState, ItemState, LikenessState
from guildhall.itembank.models import EnemyPair, ItemVersion, Likeness
from guildhall.itembank.queries import likenesses as queries
from guildhall.itembank.told import the_author_hears_of_a_duplicate
from guildhall.kernel.declarations import ControlState
from guildhall.ledger.models import Access, Entry
from tests import forge
from tests.cast import Cast, acting, authorise, sign_in
from tests.itembank.making import (
    a_draft,
    a_package,
    a_question,
    file,
    handed_in,
    in_review,
    refused,
    reviewed,
    trains,
    whole,
)
from tests.making import Made

HUB = "What must be locked before somebody enters the hub?"
NACELLE = "What must be locked before anybody enters the hub?"
PERMIT = "Which paper does the site manager sign on the first morning of the works?"
PAPERS = ("A permit", "A log sheet", "A rota")


def hashed(text: str) -> list[int]:
    return [hash((17, piece)) for piece in likeness.shingles(text)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Torque the bolts.", "torque THE  bolts", 1.0),
        ("", "", 0.0),
        ("", "Torque", 0.0),
        ("abc", "abc", 1.0),
        ("abcde", "abcdf", 1 / 3),
        ("Größe", "größe!", 1.0),
    ],
)
def test_texts_are_as_alike_as_the_pieces_that_they_share(one: str, other: str, alike: float) -> None:
    assert likeness.likeness(likeness.shingles(one), likeness.shingles(other)) == pytest.approx(alike)


def test_one_changed_word_leaves_texts_alike_and_another_question_is_not() -> None:
    told = [likeness.likeness(likeness.shingles(HUB), likeness.shingles(each)) for each in (NACELLE, PERMIT)]

    assert [share >= likeness.ALIKE for share in told] == [True, False]


def test_signatures_agree_about_as_often_as_texts_are_alike() -> None:
    one, other = likeness.signature(hashed(HUB)), likeness.signature(hashed(NACELLE))
    told = likeness.likeness(likeness.shingles(HUB), likeness.shingles(NACELLE))

    assert likeness.agreement(one, other) == pytest.approx(told, abs=0.2)
    assert set(likeness.bands(one)) & set(likeness.bands(other))
    assert not set(likeness.bands(one)) & set(likeness.bands(likeness.signature(hashed(PERMIT))))


@given(st.sets(st.integers(min_value=-(2**63), max_value=2**63 - 1), max_size=40))
def test_a_signature_is_of_the_set_and_fits_the_database(hashes: set[int]) -> None:
    forth, back = sorted(hashes), sorted(hashes, reverse=True)

    assert likeness.bands(likeness.signature(forth)) == likeness.bands(likeness.signature(back))
    assert len(likeness.bands(likeness.signature(forth))) == (likeness.BANDS if hashes else 0)
    assert all(-(2**63) <= band < 2**63 for band in likeness.bands(likeness.signature(forth)))


def two_alike(made: Made) -> Likeness:
    """An item of Ivo's, and a second one that says almost the same."""
    a_draft(made)
    a_draft(made, stem=NACELLE)
    return Likeness.objects.select_related(*Likeness.reload_with).get()


def test_an_item_that_says_almost_the_same_is_noticed_as_it_is_kept(made: Made) -> None:
    first = a_draft(made)
    other = a_draft(made, title="Permit", stem=PERMIT, options=PAPERS, key=("A",))
    second = a_draft(made, stem=NACELLE)

    found = Likeness.objects.get()

    assert (found.version, found.other, found.state) == (second, first, "waiting")
    assert Decimal("0.6") <= found.score < 1
    assert [each.version for each in queries.alike(made.scheme, delivering.parsed(other), but=other.item)] == []
    entry = Entry.objects.get(act="itembank.likeness.notice")
    assert (entry.actor, str(found)) == ("machine:likeness", f"{second} / {first}")


def test_what_is_imported_is_compared_too(made: Made) -> None:
    by = acting(made.crew.ivo)
    twice = {"again": file("rotor-21.xml").replace(b"rotor-lock", b"rotor-lock-b")}
    batch = imports.stage(by=by, scheme=made.scheme, intake=handed_in(a_package(**twice), "b.zip"), domain_code="A")

    imports.take(by=by, batch=batch)

    found = Likeness.objects.select_related("version__item", "other__item").get()
    assert {found.version.item.identifier, found.other.item.identifier} == {"rotor-lock", "rotor-lock-b"}
    assert found.score == 1


def test_versions_of_one_item_and_items_of_other_schemes_are_not_compared(made: Made) -> None:
    version = a_draft(made)
    text = delivering.parsed(version)

    assert [each.version for each in queries.alike(made.scheme, text)] == [version]
    assert queries.alike(made.scheme, text, but=version.item) == []
    elsewhere = type(made.scheme)(scope=made.scheme.scope, code="X")
    assert queries.alike(elsewhere, text) == []


def test_a_draft_that_is_written_anew_is_no_duplicate_any_more(made: Made) -> None:
    found = two_alike(made)
    likenesses.reject(by=acting(made.crew.max), likeness=found, reason="The same lock.")
    version = ItemVersion.objects.get(pk=found.version_id)

    anew = a_question(title="Permit", stem=PERMIT, options=PAPERS, key=("A",))
    items.edit(by=acting(made.crew.ivo), version=version, question=anew)

    found.refresh_from_db()
    assert found.state == LikenessState.GONE


def test_a_pair_is_noticed_once_however_often_it_is_kept(made: Made) -> None:
    found = two_alike(made)
    likenesses.accept(by=acting(made.crew.max), likeness=found, reason="Hub and nacelle differ.")
    version = ItemVersion.objects.get(pk=found.version_id)

    items.edit(by=acting(made.crew.ivo), version=version, question=a_question(stem=f"{NACELLE} Say it."))

    assert list(Likeness.objects.values_list("state", flat=True)) == ["accepted"]


def test_both_stand_as_enemies_where_one_form_must_not_hold_both(made: Made) -> None:
    found = two_alike(made)

    done = likenesses.accept(by=acting(made.crew.max), likeness=found, reason="Two hubs.", as_enemies=True)

    assert (done.state, done.reason, done.judged_by) == ("accepted", "Two hubs.", made.crew.max)
    pair = EnemyPair.objects.get()
    assert ({pair.item_id, pair.other_id}, pair.state) == (
        {found.version.item_id, found.other.item_id},
        EnemyState.DECLARED,
    )


def test_a_reviewer_judges_but_declares_no_enemies(made: Made) -> None:
    found = two_alike(made)
    by = acting(made.crew.rita)

    refused("R-46", likenesses.accept, by=by, likeness=found, reason="Two hubs.", as_enemies=True)
    assert likenesses.accept(by=by, likeness=found, reason="Two hubs.").state == LikenessState.ACCEPTED


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_who_wrote_one_of_them_does_not_judge(made: Made, verb: str) -> None:
    found = two_alike(made)
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)

    refused("R-11", getattr(likenesses, verb), by=acting(made.crew.ivo), likeness=found, reason="Mine.")


def test_who_trains_for_the_scheme_does_not_judge(made: Made, cast: Cast) -> None:
    found = two_alike(made)
    trains(cast, made, made.crew.max)

    refused("R-10", likenesses.reject, by=acting(made.crew.max), likeness=found, reason="The same.")


def test_a_judgement_has_its_reason_and_can_be_put_in_question(made: Made) -> None:
    found, by = two_alike(made), acting(made.crew.rita)
    refused("item-duplicate", likenesses.reject, by=by, likeness=found, reason=" ")
    rejected = likenesses.reject(by=by, likeness=found, reason="The same lock.")

    again = likenesses.reopen(by=acting(made.crew.max), likeness=rejected, reason="They are two locks.")

    assert (again.state, again.judged_by, again.judged_at) == ("waiting", None, None)
    refused("state", likenesses.reopen, by=by, likeness=again, reason="Once more.")


def test_a_duplicate_goes_into_no_form(made: Made) -> None:
    found = two_alike(made)
    likenesses.reject(by=acting(made.crew.rita), likeness=found, reason="The same lock.")
    version = reviewed(made, ItemVersion.objects.get(pk=found.version_id))

    refused("item-duplicate", reviews.approve, by=acting(made.crew.max), version=version)


def test_the_author_hears_of_a_duplicate_and_not_of_which_item(made: Made) -> None:
    found = two_alike(made)
    likenesses.reject(by=acting(made.crew.rita), likeness=found, reason="The same lock.")
    (told,) = the_author_hears_of_a_duplicate(entry=Entry.objects.get(act="itembank.likeness.reject"))

    assert (told.person_id, told.number, told.words) == (made.crew.ivo.pk, str(found.version), {})


def test_two_items_are_seen_side_by_side_and_the_look_is_logged(made: Made) -> None:
    found = two_alike(made)

    one, other = readings.compared(by=acting(made.crew.rita), likeness=found)

    assert ("anybody enters" in one.html, "somebody enters" in other.html) == (True, True)
    assert Access.objects.filter(reading="itembank.likeness.compare", subject=found.ref).count() == 1
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)
    refused("R-11", readings.compared, by=acting(made.crew.ivo), likeness=found)
    authorise(made.crew.ivo, EXAM_MANAGER, made.scope)
    assert len(readings.compared(by=acting(made.crew.ivo), likeness=found)) == 2


def test_the_queue_shows_what_others_wrote(made: Made, cast: Cast) -> None:
    found = two_alike(made)
    authorise(made.crew.ivo, ITEM_REVIEWER, made.scope)

    waiting = {name: list(queries.to_judge(getattr(made.crew, name).pk)) for name in ("rita", "max", "ivo", "erik")}

    assert waiting == {"rita": [found], "max": [found], "ivo": [], "erik": []}
    trains(cast, made, made.crew.max)
    assert list(queries.to_judge(made.crew.max.pk)) == []


def test_the_pages_compare_and_judge(made: Made) -> None:
    found, browser = two_alike(made), sign_in(Client(), made.crew.rita)
    at = reverse("itembank:likeness-reject", args=[found.pk])

    listed = browser.get(reverse("itembank:likenesses")).content.decode()
    page = browser.get(reverse("itembank:likeness", args=[found.pk])).content.decode()
    form = browser.get(at).context["form"]
    carried = {"once": form["once"].value(), "revision": form["revision"].value()}
    answer = browser.post(at, {**carried, "reason": "The same lock."})

    assert str(found) in listed
    assert ("anybody enters" in page, "somebody enters" in page) == (True, True)
    found.refresh_from_db()
    assert (answer.status_code, found.state, found.reason) == (302, "rejected", "The same lock.")


def test_the_bench_shows_similar_items_to_who_judges_and_not_to_who_wrote(made: Made) -> None:
    found = two_alike(made)
    version = in_review(made, ItemVersion.objects.get(pk=found.version_id))

    other = found.other.item.number
    pages = {name: whole(sign_in(Client(), getattr(made.crew, name)), version, "version-key") for name in PAIR}
    shown = {name: other in page for name, page in pages.items()}

    assert shown == {"rita": True, "ivo": False}


PAIR = ("rita", "ivo")


def test_a_control_names_duplicates_in_use(made: Made) -> None:
    found = two_alike(made)
    likenesses.reject(by=acting(made.crew.rita), likeness=found, reason="The same lock.")
    assert controls.no_duplicate_is_in_use.query().state == ControlState.HOLDS

    _put_into_use(found.version, made)

    answer = controls.no_duplicate_is_in_use.query()
    assert [each.record for each in answer.findings] == [found.ref]


def test_a_control_names_near_duplicates_in_use_that_nobody_judged(made: Made) -> None:
    found = two_alike(made)
    _put_into_use(found.version, made)
    assert controls.near_duplicates_are_judged.query().state == ControlState.HOLDS

    _put_into_use(found.other, made)
    assert [each.record for each in controls.near_duplicates_are_judged.query().findings] == [found.ref]

    likenesses.accept(by=acting(made.crew.rita), likeness=found, reason="Two hubs.")
    assert controls.near_duplicates_are_judged.query().state == ControlState.HOLDS


def test_a_control_names_likenesses_that_an_author_judged(made: Made) -> None:
    found = likenesses.accept(by=acting(made.crew.rita), likeness=two_alike(made), reason="Two hubs.")
    assert controls.likenesses_were_judged_by_others.query().state == ControlState.HOLDS

    forge.alter(found, judged_by=made.crew.ivo)

    assert [each.record for each in controls.likenesses_were_judged_by_others.query().findings] == [found.ref]


def _put_into_use(version: ItemVersion, made: Made) -> None:
    approved = {"approved_by": made.crew.max, "approved_at": version.authored_at}
    forge.alter(version, state=ItemState.OPERATIONAL, **approved)
