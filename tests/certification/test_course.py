"""What happens by itself: time ends terms and demands decisions, people are told, work waits for the right ones."""

from datetime import UTC, datetime, time, timedelta

import pytest

from guildhall.certification import work
from guildhall.certification.acts import decisions, holds
from guildhall.certification.jobs import let_time_pass
from guildhall.certification.models import Certificate, Certification, DecisionFile, DecisionKind, HoldKind
from guildhall.documents import issuers
from guildhall.documents.jobs import keep_keys
from guildhall.documents.models import IssuerKey
from guildhall.jobs.models import Job
from guildhall.jobs.queueing import running
from guildhall.kernel import clock as house_clock
from guildhall.kernel import identifiers
from guildhall.notices import texts
from guildhall.notices.models import Deadline, Due, Notice
from tests import forge
from tests.cast import acting
from tests.certification.making import CONDITIONS, carried, issued, refused_file, taken, worked
from tests.certification.test_rules import decider
from tests.documents.keys import keyed


def pass_time() -> None:
    """The job of the clock, as a worker does it."""
    token = running.set(Job(id=identifiers.new_id(), kind="certification.let-time-pass"))
    try:
        let_time_pass.run({})
    finally:
        running.reset(token)


def test_a_term_that_is_over_ends_with_its_certificate(certified, clock):
    keyed()
    certificate = issued(certified)
    clock.set(datetime.combine(certified.expires_on, time(12), UTC))
    pass_time()
    assert Certification.reloaded(certified.pk).state == "active"
    clock.move(days=1)
    pass_time()
    assert Certification.reloaded(certified.pk).state == "expired"
    ended = Certificate.reloaded(certificate.pk)
    assert (ended.state, ended.is_off) == ("expired", False)


def test_a_suspension_past_its_deadline_comes_before_a_decider(made, cast, certified, clock):
    carried(made, cast, certified, "suspend")
    clock.move(days=60)
    pass_time()
    assert not DecisionFile.objects.filter(kind="withdraw").exists()
    clock.move(days=1)
    pass_time()
    pass_time()
    demanded = DecisionFile.objects.get(kind="withdraw")
    assert (demanded.state, demanded.prepared_by) == ("prepared", "machine:timers")
    decisions.refuse(by=acting(made.crew.dora), file=taken(made, demanded), reasons="The course is booked.")
    pass_time()
    assert DecisionFile.objects.filter(kind="withdraw", state="prepared").count() == 1


def test_an_appeal_stops_the_clock_of_the_deadline(made, cast, certified, clock):
    suspended = carried(made, cast, certified, "suspend")
    given = {"kind": HoldKind.APPEAL, "about": "AP-1", "reason": "Received."}
    holds.place(by=acting(cast.quinn), certification=suspended, **given)
    clock.move(days=61)
    pass_time()
    assert not DecisionFile.objects.filter(kind="withdraw").exists()


def test_a_suspension_is_extended_by_a_decision(made, cast, certified, clock):
    carried(made, cast, certified, "suspend")
    clock.move(days=30)
    extended = carried(made, cast, certified, "extend")
    assert (extended.state, extended.suspension_ends_on) == ("suspended", house_clock.today() + timedelta(days=60))


def test_a_seal_is_renewed_before_it_ends(clock):
    keyed()
    keep_keys.run({})
    assert IssuerKey.objects.count() == 3
    forge.alter(IssuerKey.objects.get(purpose="seal"), ends_on=house_clock.today() + timedelta(days=30))
    keep_keys.run({})
    assert IssuerKey.objects.filter(purpose="seal").count() == 2
    assert issuers.missing() == []


# told


def told(person, name):
    """The notice of that text that a person got, in English and in German."""
    notice = Notice.objects.get(person=person, text=f"certification/{name}")
    return [texts.of(notice, language) for language in ("en", "de")]


def test_the_person_hears_of_grant_and_certificate(cast, certified):
    keyed()
    worked()
    english, german = told(cast.carla, "granted")
    assert "valid from 2 Mar 2026 until 1 Mar 2029" in english.body
    assert "gilt vom 2. März 2026 bis zum 1. März 2029" in german.body
    assert certified.number in told(cast.carla, "certificate")[0].subject


def test_the_refused_hear_reasons_and_the_way_to_appeal(made, cast, file):
    refused_file(made, file)
    worked()
    english, german = told(cast.carla, "refused")
    assert "Others signed." in english.body
    assert "You can appeal against this." in english.body
    assert "Sie können dagegen Einspruch erheben." in german.body


@pytest.mark.parametrize(
    ("kind", "name", "says"),
    [
        ("suspend", "suspended", "do not use the certificate or the mark"),
        ("withdraw", "withdrawn", "return the certificate to us"),
        ("surrender", "surrendered", "return the certificate to us"),
    ],
)
def test_who_loses_it_hears_what_to_do(made, cast, certified, kind, name, says):
    keyed()
    carried(made, cast, certified, kind)
    worked()
    english, german = told(cast.carla, name)
    assert says in english.body
    assert certified.number in german.body


def test_suspension_extension_and_reinstatement_are_told(made, cast, certified):
    keyed()
    for kind in ("suspend", "extend", "reinstate"):
        carried(made, cast, certified, kind)
    worked()
    assert CONDITIONS in told(cast.carla, "suspended")[0].body
    assert CONDITIONS in told(cast.carla, "extended")[1].body
    assert "valid again" in told(cast.carla, "reinstated")[0].body


def test_expiry_is_told(cast, certified, clock):
    keyed()
    clock.set(datetime.combine(certified.expires_on + timedelta(days=1), time(12), UTC))
    pass_time()
    worked()
    assert "ended on 1 Mar 2029" in told(cast.carla, "expired")[0].body


def test_deciders_hear_of_a_file_and_operations_of_a_question(made, cast, file):
    decisions.return_file(by=acting(made.crew.dora), file=taken(made, file), question="Who signed?")
    worked()
    assert Notice.objects.filter(person=made.crew.dirk, text="certification/to-decide").count() == 1
    assert Notice.objects.filter(person=cast.olive, text="certification/returned").count() == 1


def test_timers_run_for_term_suspension_and_decision(made, cast, certified):
    keyed()
    carried(made, cast, certified, "suspend")
    worked()
    ours = Deadline.objects.filter(timer__startswith="certification.", state=Due.RUNNING)
    assert {each.timer: each.due_on for each in ours} == {
        "certification.certification-ends": certified.expires_on,
        "certification.suspension-ends": house_clock.today() + timedelta(days=60),
    }


# work


def waiting(queue, person):
    return [each.what for each in queue.waiting_for(person_id=person.pk)]


def test_a_file_waits_for_who_may_decide_on_it(made, cast, file):
    decider(cast, made, made.crew.erik)
    assert waiting(work.files_to_decide, made.crew.dora) == [
        f"Decision {file.number}: take the file (Initial certification)"
    ]
    assert waiting(work.files_to_decide, made.crew.erik) == []
    assert waiting(work.files_to_decide, cast.olive) == []
    taken(made, file)
    assert waiting(work.files_to_decide, made.crew.dora) == [f"Decision {file.number}: decide (Initial certification)"]
    assert waiting(work.files_to_decide, made.crew.dirk) == []


def test_a_file_that_was_handed_over_waits_for_the_receiver(made, file):
    given = {"reason": "Away.", "to": made.crew.dirk}
    decisions.hand_over(by=acting(made.crew.dora), file=taken(made, file), **given)
    assert waiting(work.files_to_decide, made.crew.dora) == []
    assert len(waiting(work.files_to_decide, made.crew.dirk)) == 1


def test_questions_wait_for_operations(made, cast, file):
    decisions.return_file(by=acting(made.crew.dora), file=taken(made, file), question="Who signed?")
    assert len(waiting(work.files_to_answer, cast.olive)) == 1
    assert len(waiting(work.files_to_answer, made.crew.max)) == 1
    assert waiting(work.files_to_answer, cast.otto) == []


def test_a_suspension_near_its_end_waits_for_operations_and_the_person(made, cast, certified, clock):
    carried(made, cast, certified, "suspend")
    assert waiting(work.suspensions_to_follow, cast.quinn) == []
    clock.move(days=40)
    assert waiting(work.suspensions_to_follow, cast.quinn) == [
        f"Suspension of {certified.number}: propose what becomes of it"
    ]
    assert waiting(work.suspensions_to_follow, cast.otto) == []
    assert len(waiting(work.own_suspensions, cast.carla)) == 1


def test_a_certificate_that_is_not_made_waits_for_operations(cast, certified, clock):
    assert waiting(work.certificates_not_made, cast.olive) == []
    clock.move(days=2)
    assert len(waiting(work.certificates_not_made, cast.olive)) == 1
    assert waiting(work.certificates_not_made, cast.carla) == []


def test_every_kind_of_decision_has_its_effect():
    assert {"grant", *decisions.EFFECTS} == {each.value for each in DecisionKind}
