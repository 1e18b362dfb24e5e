"""The controls of committees, providers and information: silent on true records, exact on forged ones."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.governance.acts import disclosures, item_conflicts, items, meetings, resolutions
from guildhall.governance.controls import committees as of_committees
from guildhall.governance.controls import information as of_information
from guildhall.governance.controls import providers as of_providers
from guildhall.governance.models import (
    Committee,
    Disclosure,
    ItemConflict,
    LegalRequest,
    ProviderAgreement,
    ProviderConflict,
    ProviderEvaluation,
    ProviderPerson,
    Resolution,
    Vote,
)
from guildhall.identity.acts import grants
from guildhall.identity.models import Grant
from guildhall.identity.roles import COMMITTEE_MEMBER, DECIDER
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Answer, ControlState
from tests import forge
from tests.cast import Cast, acting, authorise
from tests.governance.making_committees import Table, a_member, a_table, held, minuted, resolved, seat, voted
from tests.governance.making_information import (
    a_consent,
    a_request,
    agreed_with_everybody,
    an_officer,
    reviewed,
)
from tests.governance.making_providers import a_provider, monitored
from tests.making import a_scope


def named(answer: Answer) -> list[str]:
    return [finding.number for finding in answer.findings]


@pytest.fixture
def table(cast: Cast) -> Table:
    return a_table(cast)


# Committees.


def test_committee_out_of_balance_or_without_members_is_named(cast: Cast, table: Table) -> None:
    answer = of_committees.committees_are_balanced.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    nora = a_member(cast, "Nora", "Nachfolg")
    other = seat(cast, table.committee, nora, "Employers")
    assert of_committees.committees_are_balanced.query().state is ControlState.HOLDS

    forge.alter(table.seats["pola"], category="Employers")
    answer = of_committees.committees_are_balanced.query()
    assert named(answer) == [table.committee.number]
    assert "holds half of the votes" in answer.findings[0].sentence

    forge.alter(other, votes=False)
    forge.alter(table.seats["edda"], votes=False)
    forge.alter(table.seats["pola"], votes=False)
    answer = of_committees.committees_are_balanced.query()
    assert "than its quorum asks for" in answer.findings[0].sentence


def test_impartiality_committee_that_does_not_meet_is_named(cast: Cast, clock: Any) -> None:
    assert of_committees.impartiality_committee_meets.query().state is ControlState.NEEDS_JUDGEMENT
    table = a_table(cast)
    answer = of_committees.impartiality_committee_meets.query()
    assert (answer.state, answer.changes_on) == (
        ControlState.HOLDS,
        house_clock.today().replace(year=2027) + timedelta(days=1),
    )
    clock.move(days=200)
    held(table)

    clock.move(days=300)
    assert of_committees.impartiality_committee_meets.query().state is ControlState.HOLDS
    clock.move(days=100)
    assert named(of_committees.impartiality_committee_meets.query()) == [table.committee.number]


@pytest.mark.parametrize("how", ["conflict", "unbalanced", "few"])
def test_vote_that_should_have_been_refused_is_named(table: Table, how: str) -> None:
    resolution = resolved(table)
    answer = of_committees.votes_were_balanced.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)

    if how == "conflict":
        for key in ("edda", "theo"):
            clear = {"item": resolution.item, "person": getattr(table, key), "declared_by": "x"}
            forge.make(ItemConflict, **clear)
    elif how == "unbalanced":
        for key in ("theo", "sami"):
            forge.alter(table.seats[key], category="Employers")
    else:
        forge.remove(Vote.objects.first())
        forge.remove(Vote.objects.first())

    assert named(of_committees.votes_were_balanced.query()) == [str(resolution.item)]


def test_minutes_that_nobody_else_approved_are_named(table: Table, clock: Any) -> None:
    meeting = minuted(table)
    answer = of_committees.minutes_are_approved.query()
    assert (answer.state, answer.changes_on) == (ControlState.HOLDS, house_clock.today() + timedelta(days=60))
    clock.move(days=61)
    assert named(of_committees.minutes_are_approved.query()) == [meeting.number]

    approved = meetings.approve(by=acting(table.edda), meeting=meeting)
    assert of_committees.minutes_are_approved.query().state is ControlState.HOLDS
    forge.alter(approved, approved_by=table.mina)
    assert named(of_committees.minutes_are_approved.query()) == [meeting.number]


def test_advice_that_waits_too_long_is_named(cast: Cast, table: Table, clock: Any) -> None:
    resolution = resolved(table)
    answer = of_committees.advice_is_answered.query()
    assert (answer.state, answer.changes_on) == (ControlState.HOLDS, house_clock.today() + timedelta(days=30))
    clock.move(days=31)
    assert named(of_committees.advice_is_answered.query()) == [resolution.number]

    due = house_clock.today() + timedelta(days=10)
    told = {"answer": "Yes.", "responsible": cast.quinn, "due_on": due}
    resolutions.accept(by=acting(cast.tom), resolution=resolution, **told)
    assert of_committees.advice_is_answered.query().changes_on == due + timedelta(days=1)
    clock.move(days=11)
    assert named(of_committees.advice_is_answered.query()) == [resolution.number]
    resolutions.complete(by=acting(cast.quinn), resolution=Resolution.objects.get(), report="Done.")
    assert of_committees.advice_is_answered.query().state is ControlState.HOLDS


def test_member_without_the_role_is_named(cast: Cast, table: Table) -> None:
    assert of_committees.members_may_sit.query().state is ControlState.HOLDS
    grant = Grant.objects.get(person=table.edda, role=COMMITTEE_MEMBER.code)

    grants.end(by=acting(cast.tom), grant=grant, reason="Away.")

    assert named(of_committees.members_may_sit.query()) == [table.edda.number]


# Providers.


def test_provider_without_a_binding_agreement_is_named(cast: Cast) -> None:
    assert of_providers.providers_are_bound.query().state is ControlState.NOT_APPLICABLE
    made = a_provider(cast, days=100)
    answer = of_providers.providers_are_bound.query()
    assert (answer.state, answer.changes_on) == (ControlState.HOLDS, house_clock.today() + timedelta(days=100))

    for broken in ({"confidentiality": ""}, {"no_decisions": False}):
        agreement = ProviderAgreement.objects.get()
        forge.alter(agreement, **broken)
        assert named(of_providers.providers_are_bound.query()) == [made.number]
        forge.alter(agreement, confidentiality="§ 7", no_decisions=True)


def test_provider_that_was_never_found_fit_is_named(cast: Cast) -> None:
    made = a_provider(cast)
    assert of_providers.providers_were_found_fit.query().state is ControlState.HOLDS

    forge.alter(ProviderEvaluation.objects.get(), fit=False)

    assert named(of_providers.providers_were_found_fit.query()) == [made.number]


def test_provider_that_is_not_watched_is_named(cast: Cast) -> None:
    made = a_provider(cast)
    answer = of_providers.providers_are_watched.query()
    assert (answer.state, answer.changes_on) == (ControlState.HOLDS, made.next_monitoring_on)

    monitored(cast, made, on=house_clock.today() - timedelta(days=400))

    assert named(of_providers.providers_are_watched.query()) == [made.number]


@pytest.mark.parametrize("lacks", ["conflicts", "services", "treatment"])
def test_file_that_is_not_whole_is_named(cast: Cast, lacks: str) -> None:
    made = a_provider(cast)
    assert of_providers.provider_files_are_whole.query().state is ControlState.HOLDS

    if lacks == "treatment":
        forge.make(ProviderConflict, provider=made, declared_on=house_clock.today(), conflict="It trains.",
                   recorded_by=cast.tom)  # fmt: skip
    else:
        forge.remove(getattr(made, lacks).get())

    assert named(of_providers.provider_files_are_whole.query()) == [made.number]


@pytest.mark.parametrize("how", ["agreement", "decider"])
def test_decision_in_the_hands_of_a_provider_is_named(cast: Cast, how: str) -> None:
    made = a_provider(cast)
    assert of_providers.no_decision_is_outsourced.query().state is ControlState.HOLDS

    if how == "agreement":
        forge.alter(ProviderAgreement.objects.get(), no_decisions=False)
    else:
        authorise(cast.olive, DECIDER, a_scope(cast))
        forge.make(ProviderPerson, provider=made, person=cast.olive, from_on=house_clock.today(), named_by="x")

    assert named(of_providers.no_decision_is_outsourced.query()) == [made.number]


def test_services_of_the_installation_are_asked_for(cast: Cast) -> None:
    assert of_providers.installation_is_provided.query().state is ControlState.NEEDS_JUDGEMENT
    for activity in ("hosting", "mail"):
        a_provider(cast, name=f"{activity} Ltd", activity=activity)
    assert of_providers.installation_is_provided.query().state is ControlState.NEEDS_JUDGEMENT

    a_provider(cast, name="Payment Ltd", activity="payment")

    answer = of_providers.installation_is_provided.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 3)


# Information.


def test_party_without_an_agreement_is_named(cast: Cast) -> None:
    assert len(of_information.every_party_has_its_agreement.query().findings) == 10
    first, *_ = agreed_with_everybody(cast)
    assert of_information.every_party_has_its_agreement.query().state is ControlState.HOLDS

    forge.alter(first, approved_by=cast.quinn)

    assert named(of_information.every_party_has_its_agreement.query()) == [first.number]


def test_public_information_that_nobody_looked_at_is_named(cast: Cast, clock: Any) -> None:
    assert of_information.public_information_was_reviewed.query().state is ControlState.NEEDS_JUDGEMENT
    wrong = reviewed(cast, appeals="wrong")
    assert named(of_information.public_information_was_reviewed.query()) == [wrong.number]
    clock.move(hours=1)
    right = reviewed(cast)
    answer = of_information.public_information_was_reviewed.query()
    assert (answer.state, answer.changes_on) == (
        ControlState.HOLDS,
        house_clock.today().replace(year=2027) + timedelta(days=1),
    )

    clock.move(days=366)

    assert named(of_information.public_information_was_reviewed.query()) == [right.number]


@pytest.mark.parametrize("how", ["ended", "revoked", "another", "untold", "rejected"])
def test_disclosure_without_its_ground_is_named(cast: Cast, how: str, clock: Any) -> None:
    dana = acting(an_officer(cast))
    consent, request = a_consent(cast.carla), a_request(cast, cast.carla)
    made = disclosures.disclose(by=dana, person=cast.carla, consent=consent, what="Passed.")
    request = disclosures.uphold(by=dana, request=request, reason="It may ask.")
    request = disclosures.tell(by=dana, request=request)
    by_law = disclosures.release(by=dana, request=request, what="Dates.")
    answer = of_information.disclosures_have_their_ground.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 2)
    clock.move(hours=1)
    disclosures.revoke(by=acting(cast.carla), consent=consent)
    assert of_information.disclosures_have_their_ground.query().state is ControlState.HOLDS

    if how == "ended":
        forge.alter(
            consent, until_on=house_clock.today() - timedelta(days=1), given_on=house_clock.today() - timedelta(9)
        )
    elif how == "revoked":
        forge.alter(consent, revoked_at=made.disclosed_at - timedelta(minutes=1))
    elif how == "another":
        forge.alter(consent, person=cast.gero)
    elif how == "untold":
        forge.alter(LegalRequest.objects.get(), told_at=None)
    else:
        forge.alter(LegalRequest.objects.get(), state="rejected")

    offender = by_law if how in {"untold", "rejected"} else made
    assert named(of_information.disclosures_have_their_ground.query()) == [offender.number]
    assert Disclosure.objects.count() == 2


def test_request_that_is_not_answered_in_time_is_named(cast: Cast, clock: Any) -> None:
    request = a_request(cast, cast.carla)
    answer = of_information.requests_are_answered.query()
    assert (answer.state, answer.changes_on) == (ControlState.HOLDS, request.due_on + timedelta(days=1))

    clock.move(days=15)

    assert named(of_information.requests_are_answered.query()) == [request.number]


def test_answers_of_controls_hold_no_words_about_persons(cast: Cast, table: Table) -> None:
    _, item = held(table)
    item_conflicts.declare(by=acting(table.edda), item=item, person=table.edda, words="My sister owns it.")
    item = voted(table, item, theo="for", sami="for", pola="for")
    items.close_vote(by=acting(table.mina), item=item)
    answers = [each.query() for each in vars(of_committees).values() if hasattr(each, "query")]
    told = str([[vars(finding) for finding in answer.findings] for answer in answers if isinstance(answer, Answer)])
    assert not any(word in told for word in ("Employski", "sister", "Windschule"))
    assert Committee.objects.count() == 1
