"""Declarations: made, signed, renewed every year, refused when stale."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.identity import grants
from guildhall.identity.acts import grants as grant_acts
from guildhall.identity.acts import persons
from guildhall.identity.models import Condition
from guildhall.identity.roles import PERSONNEL, QUALITY_MANAGER
from guildhall.kernel import actors, clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Access, Entry
from guildhall.personnel.acts import declarations, interests, texts
from guildhall.personnel.lifecycles import DeclarationState, TextState
from guildhall.personnel.models import Declaration, DeclarationText
from guildhall.personnel.readings import declaration_with_interests, scan_of
from guildhall.personnel.rules import end_of_term
from guildhall.vault import files
from guildhall.vault.models import StoredFile
from tests.cast import Cast, acting, give
from tests.papers import SCAN, received
from tests.personnel.conftest import Signing


def refused(code: str, what: Any, **arguments: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        what(**arguments)
    assert caught.value.code == code
    assert caught.value.mend.sentence
    return caught.value


def test_signature_lasts_a_year_and_carries_the_roles(cast: Cast, signing: Signing) -> None:
    signed = signing(cast.quinn)

    assert (signed.state, signed.valid_until, signed.signed_by) == (
        DeclarationState.SIGNED,
        date(2027, 3, 2),
        str(acting(cast.quinn)),
    )
    condition = Condition.objects.get(grant__person=cast.quinn)
    assert (condition.until_on, condition.rule) == (date(2027, 3, 2), "R-46")


def test_signature_is_one_entry_that_causes_the_entries_of_its_effects(cast: Cast, signing: Signing) -> None:
    signing(cast.quinn)

    sign = Entry.objects.get(act="personnel.declaration.sign")
    effects = Entry.objects.filter(cause=sign.id)
    assert [(e.act, e.actor) for e in effects] == [("identity.grant.condition", "machine:declarations")]
    assert (sign.before, sign.after) == ("draft", "signed")


def test_role_lapses_the_day_after_the_declaration_ends(cast: Cast, signing: Signing, clock: Any) -> None:
    signing(cast.quinn)
    by = acting(cast.quinn)
    clock.move(days=365)
    assert texts.propose.refusal(by=by, words="Newer words.") is None

    clock.move(days=1)

    refusal = refused("R-46", texts.propose, by=by, words="Newer words.")
    assert refusal.clauses == ("2012:6.1.6", "2012:6.1.7", "2026:6.1")
    assert refusal.mend.act == "personnel.declaration.make"
    attempt = Entry.objects.get(outcome="refused")
    assert (attempt.act, attempt.code, attempt.actor) == ("personnel.declaration-text.propose", "R-46", str(by))


def test_renewal_restores_the_role_and_replaces_the_one_before(cast: Cast, signing: Signing, clock: Any) -> None:
    first = signing(cast.quinn)
    clock.move(days=400)
    assert cast.quinn.id not in grants.holders(QUALITY_MANAGER)

    second = signing(cast.quinn)

    assert cast.quinn.id in grants.holders(QUALITY_MANAGER)
    first.refresh_from_db()
    assert (first.state, second.state) == (DeclarationState.SUPERSEDED, DeclarationState.SIGNED)


def test_expiry_is_refused_before_the_last_day_and_only_a_machine_does_it(
    cast: Cast, signing: Signing, clock: Any
) -> None:
    signed = signing(cast.quinn)
    timers = actors.machine("timers")
    refused("T-10", declarations.expire, by=timers, declaration=signed)
    clock.move(days=366)
    refused("permission", declarations.expire, by=acting(cast.quinn), declaration=signed)

    assert declarations.expire(by=timers, declaration=signed).state == DeclarationState.EXPIRED


def test_nobody_signs_for_another(cast: Cast, text: DeclarationText) -> None:
    draft = declarations.make(by=acting(cast.quinn), person=cast.quinn)

    for other in (cast.olive, cast.tom, cast.ada, cast.otto):
        refused("permission", declarations.sign, by=acting(other), declaration=draft, nothing_to_declare=True)


def test_silence_about_interests_is_no_answer(cast: Cast, text: DeclarationText) -> None:
    by = acting(cast.quinn)
    draft = declarations.make(by=by, person=cast.quinn)
    refused("R-07", declarations.sign, by=by, declaration=draft)

    interests.declare(by=by, declaration=draft, kind="family", party="Ida", description="My sister applies.")

    refused("R-07", declarations.sign, by=by, declaration=draft, nothing_to_declare=True)
    assert declarations.sign(by=by, declaration=draft).state == DeclarationState.SIGNED


def test_declaration_begun_on_a_replaced_text_is_not_signed(cast: Cast, signing: Signing) -> None:
    signing(cast.tom), signing(cast.quinn)
    draft = declarations.make(by=acting(cast.olive), person=cast.olive)
    newer = texts.propose(by=acting(cast.quinn), words="Newer words.")
    texts.approve(by=acting(cast.tom), text=newer)

    refusal = refused("R-49", declarations.sign, by=acting(cast.olive), declaration=draft, nothing_to_declare=True)
    assert draft.text.number in refusal.sentence
    assert declarations.discard(by=acting(cast.olive), declaration=draft).state == DeclarationState.DISCARDED


def test_applicant_is_not_asked_for_a_declaration(cast: Cast, text: DeclarationText) -> None:
    refused("R-46", declarations.make, by=acting(cast.carla), person=cast.carla)


def test_without_a_text_there_is_nothing_to_sign(cast: Cast) -> None:
    refused("R-49", declarations.make, by=acting(cast.quinn), person=cast.quinn)


def test_second_draft_is_refused_in_words(cast: Cast, text: DeclarationText) -> None:
    draft = declarations.make(by=acting(cast.quinn), person=cast.quinn)

    refusal = refused("one-draft", declarations.make, by=acting(cast.quinn), person=cast.quinn)
    assert refusal.mend.link == ("personnel:declaration", str(draft.pk))


@pytest.fixture
def on_paper(cast: Cast, text: DeclarationText) -> Declaration:
    """The draft that operations began for an expert without an account."""
    by = acting(cast.olive)
    expert = persons.register(by=by, given_name="Wenzel", family_name="Ohnepost", is_personnel=True)
    return declarations.make(by=by, person=expert)


def test_paper_of_somebody_without_account_counts_from_its_own_day(cast: Cast, on_paper: Declaration) -> None:
    by, today = acting(cast.olive), clock.today()
    given: dict[str, Any] = {"by": by, "declaration": on_paper, "scan": received(on_paper), "nothing_to_declare": True}
    for wrong in (today + timedelta(days=1), today - timedelta(days=366)):
        refused("date-past", declarations.enter, signed_on=wrong, **given)

    entered = declarations.enter(signed_on=today - timedelta(days=30), **given)

    assert (entered.on_paper, entered.valid_until) == (True, end_of_term(today - timedelta(days=30)))


def test_older_paper_does_not_replace_a_newer_signature(cast: Cast, signing: Signing) -> None:
    by = acting(cast.olive)
    draft = declarations.make(by=by, person=cast.quinn)
    declarations.discard(by=by, declaration=draft)
    signed = signing(cast.quinn)
    paper = declarations.make(by=by, person=cast.quinn)

    refusal = refused(
        "R-46",
        declarations.enter,
        by=by,
        declaration=paper,
        signed_on=clock.today() - timedelta(days=5),
        nothing_to_declare=True,
        scan=received(paper),
    )

    assert signed.number in refusal.sentence
    signed.refresh_from_db()
    assert signed.state == DeclarationState.SIGNED


def test_nobody_enters_their_own_paper(cast: Cast, text: DeclarationText) -> None:
    own = declarations.make(by=acting(cast.quinn), person=cast.olive)

    refused(
        "R-08",
        declarations.enter,
        by=acting(cast.olive),
        declaration=own,
        signed_on=clock.today(),
        nothing_to_declare=True,
        scan=received(own),
    )


def test_paper_is_not_entered_without_the_paper(cast: Cast, on_paper: Declaration) -> None:
    refusal = refused(
        "paper-kept",
        declarations.enter,
        by=acting(cast.olive),
        declaration=on_paper,
        signed_on=clock.today(),
        nothing_to_declare=True,
    )

    assert (refusal.field, refusal.clauses) == ("scan", ("2012:6.1.7", "2012:7.1.1", "2026:6.1", "2026:7.1"))
    on_paper.refresh_from_db()
    assert (on_paper.state, StoredFile.objects.count()) == (DeclarationState.DRAFT, 0)


def test_scan_is_kept_as_it_was_under_the_key_of_who_signed(cast: Cast, on_paper: Declaration) -> None:
    entered = _entered(cast, on_paper)

    assert entered.scan is not None
    assert (files.name_of(entered.scan), b"".join(files.open_stream(entered.scan))) == ("Ohnepost signed.pdf", SCAN)
    assert entered.scan.key_id == on_paper.person.data_key


def test_scan_is_read_by_who_entered_it_and_who_judges_and_every_look_is_logged(
    cast: Cast, on_paper: Declaration
) -> None:
    entered = _entered(cast, on_paper)

    for reader in (cast.olive, cast.quinn, cast.tom):
        assert scan_of(by=acting(reader), declaration=entered) == entered.scan
    for other in (cast.otto, cast.ada, cast.carla):
        refused("permission", scan_of, by=acting(other), declaration=entered)
    looks = Access.objects.filter(reading="personnel.declaration.scan").values_list("outcome", flat=True)
    assert sorted(looks) == ["done"] * 3 + ["refused"] * 3


def test_operations_reads_paper_drafts_and_not_what_people_declare_themselves(
    cast: Cast, on_paper: Declaration
) -> None:
    by = acting(cast.olive)
    declared = interests.declare(
        by=by, declaration=on_paper, kind="family", party="Ida", description="His sister applies."
    )
    assert declaration_with_interests(by=by, declaration=on_paper) == [declared]

    own = declarations.make(by=acting(cast.tom), person=cast.tom)

    refused("permission", declaration_with_interests, by=by, declaration=own)


@pytest.mark.parametrize("name", ["olive", "quinn"])
def test_nobody_touches_what_somebody_declares_themselves(cast: Cast, signing: Signing, name: str) -> None:
    by, signed = acting(getattr(cast, name)), signing(cast.tom)
    own = declarations.make(by=acting(cast.tom), person=cast.tom)
    tie = {"kind": "family", "party": "Ida", "description": "His sister applies."}
    paper = {"signed_on": clock.today(), "nothing_to_declare": True, "scan": received(own)}

    refused("permission", declarations.enter, by=by, declaration=own, **paper)
    refused("permission", declarations.discard, by=by, declaration=own)
    for each in (own, signed):
        refused("permission", interests.declare, by=by, declaration=each, **tie)

    assert (own.interests.count(), signed.interests.count()) == (0, 0)


def _entered(cast: Cast, draft: Declaration) -> Declaration:
    by = acting(cast.olive)
    return declarations.enter(
        by=by, declaration=draft, signed_on=clock.today(), nothing_to_declare=True, scan=received(draft)
    )


def test_voided_declaration_carries_no_role_and_keeps_its_signature(cast: Cast, signing: Signing) -> None:
    signed = signing(cast.quinn)
    by = acting(cast.tom)
    refused("R-60", declarations.void, by=by, declaration=signed, reason=" ")
    refused("R-08", declarations.void, by=acting(cast.quinn), declaration=signed, reason="I was mistaken.")

    voided = declarations.void(by=by, declaration=signed, reason="Signed on a borrowed tablet by somebody else.")

    assert (voided.state, voided.signed_by) == (DeclarationState.VOID, str(acting(cast.quinn)))
    assert cast.quinn.id not in grants.holders(QUALITY_MANAGER)


def test_voided_declaration_carries_no_role_that_is_given_later(cast: Cast, signing: Signing) -> None:
    ended = give(acting(cast.tom), cast.olive, PERSONNEL, cast.body)
    signed = signing(cast.olive)
    ended.refresh_from_db()
    grant_acts.end(by=acting(cast.tom), grant=ended, reason="Is in operations alone.")

    declarations.void(by=acting(cast.quinn), declaration=signed, reason="Signed in error.")
    give_undeclared = {"role": QUALITY_MANAGER.code, "scope": cast.body, "from_on": clock.today()}
    grant_acts.give(by=acting(cast.tom), person=cast.olive, **give_undeclared)

    assert grants.roles_of(cast.olive.id) == set()


def test_first_text_comes_from_people_who_could_not_sign_yet(cast: Cast) -> None:
    for condition in Condition.objects.select_related("grant"):
        grant_acts.condition(
            by=actors.machine("declarations"),
            grant=condition.grant,
            kind="declaration",
            until_on=None,
            rule="R-46",
            clauses=("2012:6.1.7",),
        )
    first = texts.propose(by=acting(cast.quinn), words="First words.")
    assert texts.approve(by=acting(cast.tom), text=first).state == TextState.EFFECTIVE

    refused("R-46", texts.propose, by=acting(cast.quinn), words="Second words.")


def test_author_does_not_approve_their_own_text(cast: Cast) -> None:
    own = texts.propose(by=acting(cast.tom), words="Words of my own.")

    refused("R-11", texts.approve, by=acting(cast.tom), text=own)


def test_approval_replaces_the_text_in_effect(cast: Cast, text: DeclarationText) -> None:
    newer = texts.propose(by=acting(cast.quinn), words="Newer words.")

    texts.approve(by=acting(cast.tom), text=newer)

    states = dict(DeclarationText.objects.values_list("number", "state"))
    assert states == {text.number: TextState.SUPERSEDED, newer.number: TextState.EFFECTIVE}


def test_stale_form_is_refused_and_writes_nothing(cast: Cast, text: DeclarationText) -> None:
    by = acting(cast.quinn)
    draft = declarations.make(by=by, person=cast.quinn)
    seen = Declaration.objects.get(pk=draft.pk)
    declarations.sign(by=by, declaration=draft, nothing_to_declare=True)
    seen.revision = 0

    refused("state", declarations.discard, by=by, declaration=seen)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31)))
def test_term_ends_on_the_same_day_a_year_later(signed_on: date) -> None:
    end = end_of_term(signed_on)

    assert end.year == signed_on.year + 1
    assert (end.month, end.day) in {(signed_on.month, signed_on.day), (2, 28)}
    assert 364 <= (end - signed_on).days <= 366
