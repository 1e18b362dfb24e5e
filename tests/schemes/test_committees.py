"""A version of a scheme that has a committee is approved on the committee's balanced vote (R-50, R-51)."""

from datetime import timedelta
from typing import Any

from guildhall.governance.acts import items
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import ControlState
from guildhall.schemes import controls
from guildhall.schemes.acts import drafts, versions
from tests import forge
from tests.cast import Cast, acting
from tests.governance.making_committees import Table, a_table, adopted_about, an_item, held, voted
from tests.governance.refusing import refused
from tests.making import Made, a_draft, a_scheme


def validated(made: Made) -> Any:
    """A second version of the scheme that waits for its approval."""
    draft = a_draft(made.crew, made.scheme, made.version.analysis)
    draft = drafts.plan_transition(by=acting(made.crew.sam), version=draft, transition="At their end.")
    version = versions.submit(by=acting(made.crew.sam), version=draft)
    review = {"validation": "Panel", "next_review_on": house_clock.today() + timedelta(days=300)}
    return versions.validate(by=acting(made.crew.pia), version=version, **review)


def the_committee(cast: Cast, made: Made) -> Table:
    return a_table(cast, kind="scheme", scope=made.scope)


def test_version_waits_for_the_resolution_of_its_committee(cast: Cast) -> None:
    made = a_scheme(cast)
    version, table = validated(made), the_committee(cast, made)

    refusal = refused("R-50", versions.approve, by=acting(made.crew.ava), version=version)

    assert "Committee of the scheme has not adopted" in refusal.sentence
    assert refusal.mend.link == ("governance:bring", version.ref)
    adopted_about(table, version.ref)
    assert versions.approve(by=acting(made.crew.ava), version=version).state == "approved"


def test_vote_that_did_not_carry_approves_nothing(cast: Cast) -> None:
    made = a_scheme(cast)
    version, table = validated(made), the_committee(cast, made)
    meeting, _ = held(table)
    item = an_item(table, meeting, title="A version", matter=version.ref)
    item = voted(table, item, edda="against", theo="against", sami="for")

    assert items.close_vote(by=acting(table.mina), item=item).state == "rejected"
    refused("R-50", versions.approve, by=acting(made.crew.ava), version=version)


def test_schemes_without_a_committee_go_on_and_are_named(cast: Cast) -> None:
    made = a_scheme(cast)
    answer = controls.committees_resolve.query()
    assert [each.number for each in answer.findings] == [made.version.number]
    assert "without a committee" in answer.findings[0].sentence

    table = the_committee(cast, made)

    answer = controls.committees_resolve.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    forge.alter(made.version, approved_at=house_clock.now())
    assert "without a resolution" in controls.committees_resolve.query().findings[0].sentence
    adopted_about(table, made.version.ref)
    assert controls.committees_resolve.query().state is ControlState.HOLDS
