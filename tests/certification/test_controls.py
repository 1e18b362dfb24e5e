"""Each control holds over what acts made, and names what no act would have made."""

from datetime import UTC, datetime, time, timedelta

import pytest

from guildhall.certification import controls
from guildhall.certification.models import Certificate, Certification, DecisionFile
from guildhall.exams.models import Candidacy, Marking
from guildhall.kernel import clock
from guildhall.kernel.declarations import ControlState
from guildhall.personnel.acts import trainings
from tests import forge
from tests.cast import acting
from tests.certification.making import a_file, carried, issued, refused_file, taken
from tests.documents.keys import keyed

HOLDS = ControlState.HOLDS
EVERY = [each for each in vars(controls).values() if type(each).__name__ == "Control"]


def named(control) -> list[str]:
    return [each.number for each in control.query().findings]


def granting(certified: Certification) -> DecisionFile:
    return DecisionFile.objects.get(certification=certified, kind="grant")


def test_there_are_controls():
    assert len(EVERY) == 12


def test_every_control_holds_over_a_body_at_work(made, cast, certified):
    """Certified, suspended and reinstated; another waits for a decider; a third was refused."""
    keyed()
    issued(certified)
    issued(carried(made, cast, carried(made, cast, certified, "suspend"), "reinstate"))
    refused_file(made, a_file(made, cast, cast.gero))
    a_file(made, cast, cast.otto)
    assert {each.name: (each.query().state, named(each)) for each in EVERY} == {
        each.name: (HOLDS, []) for each in EVERY
    }


def test_a_decider_who_marked_is_named(made, cast, certified):
    marking = Marking.objects.get(attempt__person=cast.carla)
    forge.alter(marking, examiner=made.crew.dora)
    assert named(controls.deciders_were_independent) == [granting(certified).number]


def test_a_decider_whose_training_came_out_later_is_named(made, cast, certified):
    trainings.record(
        by=acting(cast.olive),
        person=cast.carla,
        trainer=made.crew.dora,
        scope=made.scope,
        title="Basics",
        ended_on=clock.today(),
    )
    assert named(controls.deciders_were_independent) == [granting(certified).number]


def test_a_grant_with_an_open_criterion_is_named(made, certified):
    file = granting(certified)
    forge.alter(file.candidacy.application.results.first(), verdict="not-met")
    assert named(controls.grants_had_every_criterion) == [file.number]


def test_a_grant_without_the_agreement_is_named(made, certified):
    file = granting(certified)
    forge.remove(file.candidacy.application.signatures.get(kind="agreement"))
    assert named(controls.grants_had_every_criterion) == [file.number]


@pytest.mark.parametrize("state", ["withdrawn", "surrendered"])
def test_a_status_without_a_decision_is_named(certified, state):
    forge.alter(certified, state=state)
    assert named(controls.status_follows_decisions) == [certified.number]


def test_a_reinstatement_without_a_decision_is_named(made, cast, certified):
    suspended = carried(made, cast, certified, "suspend")
    forge.alter(suspended, state="active")
    assert named(controls.status_follows_decisions) == [certified.number]


def test_a_certificate_that_is_not_issued_is_named(certified, clock):
    assert controls.certificates_are_whole.query().state is HOLDS
    clock.move(days=6)
    assert named(controls.certificates_are_whole) == [f"{certified.number}/1"]


def test_a_certificate_without_its_credential_is_named(made, cast, certified):
    keyed()
    forge.alter(issued(certified), credential=b"")
    assert named(controls.certificates_are_whole) == [f"{certified.number}/1"]


def test_a_certification_without_a_certificate_is_named(certified):
    forge.remove(Certificate.objects.get(certification=certified))
    assert named(controls.certificates_are_whole) == [certified.number]


def test_a_term_that_was_not_decided_is_named(certified):
    forge.alter(certified, effective_on=certified.effective_on - timedelta(days=30))
    assert named(controls.register_agrees) == [certified.number]


def test_a_deadline_that_was_not_decided_is_named(made, cast, certified):
    suspended = carried(made, cast, certified, "suspend")
    forge.alter(suspended, suspension_ends_on=clock.today() + timedelta(days=400))
    assert named(controls.register_agrees) == [certified.number]


def test_a_bit_that_is_not_set_is_named(made, cast, certified):
    keyed()
    certificate = issued(certified)
    carried(made, cast, certified, "suspend")
    forge.alter(certificate, is_off=False)
    assert named(controls.bits_are_set) == [f"{certified.number}/1"]


def test_a_suspension_past_its_deadline_is_named(made, cast, certified, clock):
    carried(made, cast, certified, "suspend")
    clock.move(days=61)
    assert named(controls.suspensions_are_followed) == [certified.number]


def test_evidence_that_was_changed_is_named(certified):
    file = granting(certified)
    file.snapshot = {**file.snapshot, "criteria": []}
    forge.alter(file, snapshot=DecisionFile._meta.get_field("snapshot").pre_save(file, add=False))
    assert named(controls.decisions_are_intact) == [file.number]


def test_a_digest_that_was_changed_is_named(certified):
    file = granting(certified)
    forge.alter(file, digest="0" * 64)
    assert named(controls.decisions_are_intact) == [file.number]


@pytest.mark.parametrize("days", [1, -900])
def test_a_decider_whose_authorisation_was_not_in_force_is_named(certified, days):
    file = granting(certified)
    begins = clock.today() + timedelta(days=days)
    forge.alter(file.authorisation, from_on=begins, until_on=begins + timedelta(days=30))
    assert named(controls.deciders_were_authorised) == [file.number]


def test_a_decider_authorised_for_something_else_is_named(certified):
    file = granting(certified)
    forge.alter(file.authorisation, role="examiner")
    assert named(controls.deciders_were_authorised) == [file.number]


def test_a_certification_that_should_have_expired_is_named(certified, clock):
    clock.set(datetime.combine(certified.expires_on + timedelta(days=3), time(9), UTC))
    assert named(controls.the_expired_are_expired) == [certified.number]


def test_a_refusal_without_criteria_is_named(made, file):
    file = refused_file(made, file)
    assert named(controls.refusals_name_criteria) == []
    forge.alter(file, criteria=[])
    assert named(controls.refusals_name_criteria) == [file.number]


def test_a_file_that_waits_too_long_is_named(made, file, clock):
    taken(made, file)
    clock.move(days=31)
    assert named(controls.decisions_are_timely) == [file.number]
    assert Candidacy.objects.count() == 1
