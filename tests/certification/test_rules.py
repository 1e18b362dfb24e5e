"""Who decides, on what, and what is refused: to everybody, whatever role they hold, by whatever door they come."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from guildhall.certification.acts import certificates, certifications, decisions, holds, proposals
from guildhall.certification.models import (
    Certificate,
    Certification,
    DecisionFile,
    DecisionKind,
    HoldKind,
)
from guildhall.documents.acts import issuer_keys
from guildhall.documents.models import IssuerKey
from guildhall.governance.acts import providers
from guildhall.identity.models import Grant, Person
from guildhall.identity.roles import DECIDER, EXAM_MANAGER
from guildhall.kernel import actors, clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.guard import writing_as
from guildhall.ledger.models import Entry
from guildhall.personnel.acts import authorisations, clearances, trainings
from guildhall.personnel.models import Authorisation
from tests import forge
from tests.cast import acting, authorise, meet_declaration
from tests.certification.making import (
    CONDITIONS,
    GROUNDS,
    REASONS,
    a_file,
    carried,
    granted,
    proposed,
    refused_file,
    taken,
)
from tests.documents.keys import keyed
from tests.exams.conftest import refused
from tests.exams.making import a_released_pass
from tests.governance.making_providers import a_keeper, a_provider
from tests.personnel.making import found_competent


def decider(cast, made, person) -> None:
    """Make somebody a decider of the scheme, found competent, authorised and declared."""
    forge.alter(person, is_personnel=True)
    found_competent(cast, Person.objects.get(pk=person.pk), DECIDER, made.scope)
    meet_declaration(Grant.objects.get(person=person, role=DECIDER.code))


# who decides


def test_nobody_decides_without_the_role(made, cast, file):
    for person in (cast.ada, cast.tom, cast.olive, made.crew.max):
        assert decisions.take.refusal(by=acting(person), file=file, no_conflict=True).code == "R-46"


def test_nobody_decides_without_an_authorisation(made, cast, file):
    authorise(cast.quinn, DECIDER, made.scope)
    refused("R-01", decisions.take, by=acting(cast.quinn), file=file, no_conflict=True)


def test_an_authorisation_that_ended_ends_deciding(made, cast, file, clock):
    in_decision = taken(made, file)
    authorisation = Authorisation.objects.get(person=made.crew.dora)
    authorisations.withdraw(by=acting(cast.tom), authorisation=authorisation, reason="Left the field.")
    refusal = refused_any(decisions.grant, by=acting(made.crew.dora), file=in_decision, reasons=REASONS)
    assert refusal.clauses


def refused_any(what, **arguments) -> Refusal:
    with pytest.raises(Refusal) as caught:
        what(**arguments)
    return caught.value


def test_no_machine_decides(made, file):
    in_decision = taken(made, file)
    for name in ("decisions", "timers", "issuer", "demo"):
        refused("actor", decisions.grant, by=actors.machine(name), file=in_decision, reasons=REASONS)


def test_nobody_of_a_provider_decides(made, cast, file):
    decider(cast, made, cast.otto)
    forge.alter(cast.otto, is_personnel=False)
    refused("R-03", decisions.take, by=acting(cast.otto), file=file, no_conflict=True)


def test_who_works_for_a_provider_does_not_decide_although_authorised(made, cast, file):
    worker = {"provider": a_provider(cast), "person": cast.quinn, "from_on": clock.today()}
    named = providers.name_person(by=acting(a_keeper(cast)), **worker)
    decider(cast, made, cast.quinn)
    refused("R-03", decisions.take, by=acting(cast.quinn), file=file, no_conflict=True)

    forge.alter(named, until_on=clock.today() - timedelta(days=1))

    assert decisions.take.refusal(by=acting(cast.quinn), file=file, no_conflict=True) is None


# independence


@pytest.mark.parametrize("name", ["erik", "ina"])
def test_who_examined_or_watched_over_does_not_decide(made, cast, file, name):
    person = getattr(made.crew, name)
    decider(cast, made, person)
    refusal = refused("R-02", decisions.take, by=acting(person), file=file, no_conflict=True)
    assert "Dora Decisa" in refusal.mend.sentence
    assert "2012:9.4.4" in refusal.clauses


def test_who_trained_does_not_decide_and_no_time_lifts_it(made, cast, file):
    trainings.record(
        by=acting(cast.olive),
        person=cast.carla,
        trainer=made.crew.dora,
        scope=made.scope,
        title="Basics",
        ended_on=clock.today() - timedelta(days=3650),
    )
    refused("R-02", decisions.take, by=acting(made.crew.dora), file=file, no_conflict=True)


def test_a_training_that_comes_out_meanwhile_stops_the_grant(made, cast, file):
    in_decision = taken(made, file)
    trainings.record(
        by=acting(cast.olive),
        person=cast.carla,
        trainer=made.crew.dora,
        scope=made.scope,
        title="Basics",
        ended_on=clock.today(),
    )
    refused("R-02", decisions.grant, by=acting(made.crew.dora), file=in_decision, reasons=REASONS)
    refused("R-02", decisions.refuse, by=acting(made.crew.dora), file=in_decision, reasons=REASONS, criteria=("EXP",))


def test_who_reviewed_the_application_may_decide(made, cast, file):
    decider(cast, made, made.crew.rob)
    assert taken(made, file, made.crew.rob).taken_by == made.crew.rob


def test_no_administrator_passes_the_bar(made, cast, file):
    """Ada administers; given every role, having examined is still what it is."""
    erik = made.crew.erik
    decider(cast, made, erik)
    authorise(erik, EXAM_MANAGER, made.scope)
    refused("R-02", decisions.take, by=acting(erik), file=file, no_conflict=True)
    assert Entry.objects.filter(act="certification.decision.take", outcome="refused", code="R-02").count() == 1


def test_only_who_took_the_file_decides(made, file):
    in_decision = taken(made, file)
    refused("permission", decisions.grant, by=acting(made.crew.dirk), file=in_decision, reasons=REASONS)


# conflicts


def test_nobody_takes_a_file_without_declaring(made, file):
    refused("R-07", decisions.take, by=acting(made.crew.dora), file=file)


def test_a_conflict_that_turned_up_stops_the_grant(made, file):
    in_decision = taken(made, file)
    clearance = made.crew.dora.clearances.get(about=file.ref)
    clearances.disclose(by=acting(made.crew.dora), clearance=clearance, conflict="We were neighbours.")
    refused("R-07", decisions.grant, by=acting(made.crew.dora), file=in_decision, reasons=REASONS)


def test_nobody_decides_about_themselves(made, cast, file):
    decider(cast, made, cast.carla)
    refused("R-08", decisions.take, by=acting(cast.carla), file=file, no_conflict=True)


# what is granted


def test_nothing_is_granted_while_a_criterion_is_open(made, cast, file):
    in_decision = taken(made, file)
    forge.alter(file.candidacy.application.results.get(requirement__code="EXP"), verdict="not-met")
    forge.remove(file.candidacy.application.signatures.get(kind="conduct"))
    refusal = refused("R-05", decisions.grant, by=acting(made.crew.dora), file=in_decision, reasons=REASONS)
    assert "Twelve months of work on turbines." in refusal.sentence
    assert "Code of conduct: not signed" in refusal.sentence


def test_a_pass_that_is_too_old_on_the_day_is_no_pass(made, cast, file):
    in_decision = taken(made, file)
    later = clock.today() + timedelta(days=800)
    refused("R-05", decisions.grant, by=acting(made.crew.dora), file=in_decision, reasons=REASONS, effective_on=later)


def test_the_employed_need_their_safeguard(made, cast, file):
    in_decision = taken(made, file)
    forge.alter(cast.carla, is_personnel=True)
    refused("R-13", decisions.grant, by=acting(made.crew.dora), file=in_decision, reasons=REASONS)


def test_a_term_does_not_begin_before_the_decision(made, file):
    in_decision = taken(made, file)
    yesterday = clock.today() - timedelta(days=1)
    refused(
        "R-35", decisions.grant, by=acting(made.crew.dora), file=in_decision, reasons=REASONS, effective_on=yesterday
    )


def test_a_term_counts_from_its_beginning(made, file):
    begins = clock.today() + timedelta(days=30)
    certification = granted(made, file, effective_on=begins, conditions="Not at sea.")
    assert (certification.effective_on, certification.conditions) == (begins, "Not at sea.")
    assert certification.expires_on.isoformat() == "2029-03-31"


def test_a_version_without_validity_grants_nothing(made, file):
    in_decision = taken(made, file)
    forge.alter(made.version, validity_months=None)
    refusal = refused("R-34", decisions.grant, by=acting(made.crew.dora), file=in_decision, reasons=REASONS)
    assert "the validity of certifications" in refusal.sentence


def test_a_decision_needs_reasons(made, file):
    refused("R-14", decisions.grant, by=acting(made.crew.dora), file=taken(made, file), reasons=" ")


# refusing


def test_a_refusal_names_criteria(made, cast, file):
    in_decision = taken(made, file)
    by = acting(made.crew.dora)
    refused("R-06", decisions.refuse, by=by, file=in_decision, reasons="Not our kind of person.")
    refused("R-06", decisions.refuse, by=by, file=in_decision, reasons="Smokes.", criteria=("SMOKES",))
    made_file = decisions.refuse(by=by, file=in_decision, reasons="Letter of others.", criteria=("EXP",))
    assert (made_file.state, made_file.criteria, made_file.candidacy.application.person) == (
        "refused",
        ["EXP"],
        cast.carla,
    )


# frozen


TOUCHED = {"digest": "0" * 64, "criteria": ["EXP"], "effective_on": date(2031, 1, 1), "decided_by": None}


@pytest.mark.parametrize("name", TOUCHED)
def test_what_was_decided_cannot_be_changed(certified, name):
    """Not by an act, nor by anybody who writes past the guard: the database refuses."""
    file = DecisionFile.objects.filter(certification=certified)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), writing_as("forge"):
        file.update(**{name: TOUCHED[name]})


def test_what_was_decided_cannot_be_deleted(certified):
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), writing_as("forge"):
        DecisionFile.objects.filter(certification=certified).delete()


def test_snapshot_holds_the_evidence(made, cast, certified):
    file = DecisionFile.objects.get(certification=certified)
    kept = file.snapshot
    assert kept["scheme_version"] == made.version.number
    assert kept["decider"] == {
        "person": str(made.crew.dora.pk),
        "authorisation": file.authorisation.number,
        "until": file.authorisation.until_on.isoformat(),
    }
    assert {each["code"]: each["standing"] for each in kept["criteria"]} == {
        "EDU": "met",
        "SAFE": "met",
        "EXP": "met",
        "W": "met",
        "P": "met",
        "identity": "met",
        "agreement": "met",
        "conduct": "met",
    }
    assert {each["kind"] for each in kept["involved"]} >= {"reviewed", "examined", "marked", "invigilated"}
    assert len(kept["results"]) == 2
    assert all(each["mac"] for each in kept["evidence"])


# no status without a decision


@pytest.mark.parametrize("name", ["suspend", "extend", "reinstate", "withdraw", "surrender"])
def test_nobody_changes_a_status_by_hand(made, cast, certified, file_of, name):
    act = getattr(certifications, name)
    known = {"certification": certified, "file": file_of}
    for person in (cast.ada, cast.tom, made.crew.dora):
        refused("permission", act, by=acting(person), **known)
    forecasts = [each.refusal.code for each in act.against(by=decisions.MACHINE, **known) if each.refusal]
    assert "R-04" in forecasts


@pytest.fixture
def file_of(certified) -> DecisionFile:
    return DecisionFile.objects.get(certification=certified)


def test_a_decision_has_its_effect_once(made, cast, certified):
    file = taken(made, proposed(cast, certified, "suspend"))
    decisions.carry(by=acting(made.crew.dora), file=file, reasons=REASONS)
    carried(made, cast, certified, "reinstate")
    again = {"certification": Certification.reloaded(certified.pk), "file": DecisionFile.reloaded(file.pk)}
    refused("R-04", certifications.suspend, by=decisions.MACHINE, **again)


def test_a_certification_does_not_begin_without_its_grant(made, file):
    refused("R-04", certifications.begin, by=decisions.MACHINE, file=file)


def test_a_decision_is_replaced_by_its_successor_alone(made, cast, file):
    first = refused_file(made, file)
    refused("state", decisions.supersede, by=decisions.MACHINE, file=a_file(made, cast, cast.otto), later=first)
    refused("R-04", decisions.supersede, by=decisions.MACHINE, file=first, later=first)


#


def test_a_suspension_has_grounds_conditions_and_deadline(made, cast, certified):
    given = {"by": acting(cast.quinn), "certification": certified, "kind": DecisionKind.SUSPEND}
    deadline = clock.today() + timedelta(days=60)
    refused("R-36", proposals.propose, **given, grounds=" ", conditions=CONDITIONS, deadline_on=deadline)
    refused("R-36", proposals.propose, **given, grounds=GROUNDS, conditions=" ", deadline_on=deadline)
    for wrong in (None, clock.today(), clock.today() + timedelta(days=400)):
        refused("R-36", proposals.propose, **given, grounds=GROUNDS, conditions=CONDITIONS, deadline_on=wrong)


def test_only_what_fits_is_proposed(made, cast, certified):
    for kind in (DecisionKind.REINSTATE, DecisionKind.EXTEND, DecisionKind.GRANT):
        refused("R-36", proposals.propose, by=acting(cast.quinn), certification=certified, kind=kind, grounds=GROUNDS)


def test_nobody_proposes_about_themselves_but_to_give_back(cast, certified):
    given = {"by": acting(cast.carla), "certification": certified, "grounds": GROUNDS}
    refused("R-08", proposals.propose, **given, kind=DecisionKind.WITHDRAW)
    assert proposals.propose(**given, kind=DecisionKind.SURRENDER).kind == "surrender"


def test_under_appeal_nothing_adverse_is_decided(made, cast, certified):
    file = taken(made, proposed(cast, certified, "suspend"))
    hold = holds.place(
        by=acting(cast.quinn), certification=certified, kind=HoldKind.APPEAL, about="AP-1", reason="Appeal received."
    )
    refused("R-18", decisions.carry, by=acting(made.crew.dora), file=file, reasons=REASONS)
    holds.lift(by=acting(cast.quinn), hold=hold, reason="Dismissed.")
    decisions.carry(by=acting(made.crew.dora), file=file, reasons=REASONS)
    assert Certification.reloaded(certified.pk).state == "suspended"


def test_holds_have_reasons(cast, certified):
    given = {"certification": certified, "kind": HoldKind.LEGAL, "about": "Court"}
    refused("R-18", holds.place, by=acting(cast.quinn), **given, reason="")


def test_what_is_over_is_not_decided_on(made, cast, certified, clock):
    file = taken(made, proposed(cast, certified, "suspend"))
    forge.alter(certified, expires_on=certified.effective_on + timedelta(days=1))
    clock.move(days=3)
    refused("R-39", decisions.carry, by=acting(made.crew.dora), file=file, reasons=REASONS)


def test_a_term_that_lasts_does_not_expire(certified):
    refused("T-01", certifications.expire, by=actors.machine("timers"), certification=certified)


# handing over, asking, putting right


def test_a_file_goes_to_who_may_decide(made, cast, file):
    decider(cast, made, made.crew.erik)
    by, dirk = acting(made.crew.dora), made.crew.dirk
    in_decision = taken(made, file)
    refused("R-14", decisions.hand_over, by=by, file=in_decision, reason=" ", to=dirk)
    refusal = refused("R-02", decisions.hand_over, by=by, file=in_decision, reason="Away.", to=made.crew.erik)
    assert "Erik Examin may not decide on this file" in refusal.sentence
    handed = decisions.hand_over(by=by, file=in_decision, reason="Away.", to=dirk)
    assert (handed.state, handed.handed_to, handed.taken_by) == ("prepared", dirk, None)


def test_a_returned_file_comes_back_with_its_answer(made, cast, file):
    by = acting(made.crew.dora)
    in_decision = taken(made, file)
    refused("R-14", decisions.return_file, by=by, file=in_decision, question="")
    returned = decisions.return_file(by=by, file=in_decision, question="Who signed the letter?")
    refused("R-14", decisions.resubmit, by=acting(cast.olive), file=returned, answer="")
    again = decisions.resubmit(by=acting(cast.olive), file=returned, answer="The owner.")
    assert (again.state, again.handed_to) == ("prepared", made.crew.dora)


def test_a_grant_decides_on_certification_and_nothing_else(made, cast, certified):
    file = taken(made, proposed(cast, certified, "suspend"))
    refused("kind-grant", decisions.grant, by=acting(made.crew.dora), file=file, reasons=REASONS)


def test_a_status_decision_needs_a_proposal(made, file):
    refused("kind-status", decisions.carry, by=acting(made.crew.dora), file=taken(made, file), reasons=REASONS)


def test_a_refusal_is_put_right_by_another_decision(made, cast, file):
    first = refused_file(made, file)
    anew = proposals.prepare_anew(by=acting(cast.quinn), file=first, grounds="The appeal was upheld.")
    certification = decisions.grant(by=acting(made.crew.dirk), file=taken(made, anew, made.crew.dirk), reasons=REASONS)
    assert (DecisionFile.reloaded(first.pk).state, certification.state) == ("superseded", "active")


def test_a_grant_in_error_is_put_right_by_a_refusal(made, cast, certified, file_of):
    anew = proposals.prepare_anew(by=acting(cast.quinn), file=file_of, grounds="A certificate was forged.")
    decisions.refuse(
        by=acting(made.crew.dirk), file=taken(made, anew, made.crew.dirk), reasons="Forged.", criteria=("EDU",)
    )
    assert Certification.reloaded(certified.pk).state == "withdrawn"
    assert DecisionFile.reloaded(file_of.pk).state == "superseded"


def test_a_grant_that_was_right_is_confirmed(made, cast, certified, file_of):
    anew = proposals.prepare_anew(by=acting(cast.quinn), file=file_of, grounds="A complaint.")
    again = decisions.grant(by=acting(made.crew.dirk), file=taken(made, anew, made.crew.dirk), reasons=REASONS)
    assert (again, Certification.objects.count()) == (certified, 1)


def test_what_is_made_anew_has_grounds_and_a_second_person(made, cast, certified, file_of):
    by = acting(cast.quinn)
    refused("R-36", proposals.prepare_anew, by=by, file=file_of, grounds="")
    forge.alter(file_of, decided_by=cast.quinn)
    refused("R-14", proposals.prepare_anew, by=by, file=DecisionFile.reloaded(file_of.pk), grounds="Wrong.")
    suspension = taken(made, proposed(cast, certified, "suspend"))
    refused("R-04", proposals.prepare_anew, by=by, file=suspension, grounds="Wrong.")


# preparing


def test_a_decision_is_prepared_on_a_complete_file_once(made, cast, file):
    refused("decision_on_a_candidacy_is_one", proposals.prepare, by=acting(cast.olive), candidacy=file.candidacy)


def test_no_decision_is_prepared_on_an_incomplete_file(made, cast):
    refused("R-05", proposals.prepare, by=acting(cast.olive), candidacy=a_released_pass(made, cast, cast.otto))


def test_one_proposal_at_a_time(made, cast, certified):
    proposed(cast, certified, "suspend")
    with pytest.raises(Refusal) as caught:
        proposed(cast, certified, "withdraw")
    assert caught.value.code == "decision_on_a_certification_is_one"


# certificates and keys


def test_a_certificate_is_made_for_what_stands(made, cast, certified):
    suspended = carried(made, cast, certified, "suspend")
    signatory = made.crew.dora
    refused("R-34", certificates.prepare, by=decisions.MACHINE, certification=suspended, signatory=signatory)


def test_a_certificate_is_made_anew_with_a_reason(made, cast, certified):
    certificate = Certificate.objects.select_related(*Certificate.reload_with).get(certification=certified)
    refused("R-34", certificates.make_anew, by=acting(cast.olive), certificate=certificate, reason="")
    anew = certificates.make_anew(by=acting(cast.olive), certificate=certificate, reason="Married.")
    assert (anew.ordinal, Certificate.reloaded(certificate.pk).state) == (2, "replaced")


def test_no_certificate_is_made_anew_for_who_is_suspended(made, cast, certified):
    carried(made, cast, certified, "suspend")
    certificate = Certificate.objects.select_related(*Certificate.reload_with).get(certification=certified)
    refused("R-34", certificates.make_anew, by=acting(cast.olive), certificate=certificate, reason="Lost.")


def test_nobody_makes_their_own_certificate_anew(made, cast, certified):
    certificate = Certificate.objects.select_related(*Certificate.reload_with).get(certification=certified)
    forge.alter(certified, person=cast.olive)
    refused("R-08", certificates.make_anew, by=acting(cast.olive), certificate=certificate, reason="Lost.")


def test_a_half_made_certificate_is_not_issued(certified):
    certificate = Certificate.objects.select_related(*Certificate.reload_with).get(certification=certified)
    half = {"certificate": certificate, "document": None, "credential": "", "token": "x"}
    refused("R-34", certificates.issue, by=certificates.MACHINE, **half)


def test_a_key_is_retired_with_a_reason(cast):
    keyed()
    key = IssuerKey.objects.get(purpose="credential")
    refused("key-retired", issuer_keys.retire, by=acting(cast.ada), key=key, reason="")
    assert issuer_keys.retire(by=acting(cast.ada), key=key, reason="Yearly change.").retired_at
