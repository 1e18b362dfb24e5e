"""From a complete file to a certificate, and to the end of it, through acts alone."""

from guildhall.certification import snapshots
from guildhall.certification.models import Certification, DecisionFile
from guildhall.certification.queries import Word, register_answer
from guildhall.exams.models import Candidacy
from tests.certification.making import carried, granted, issued, worked
from tests.documents.keys import keyed
from tests.exams.making import a_complete_file


def test_grant_freezes_the_file_and_begins_a_certification(made, cast, file):
    certification = granted(made, file)
    decided = DecisionFile.reloaded(file.pk)
    assert (decided.state, decided.certification) == ("granted", certification)
    assert decided.authorisation.person == made.crew.dora
    assert snapshots.is_intact(decided)
    assert Candidacy.reloaded(file.candidacy_id).state == "decided"


def test_certificate_is_made_by_the_worker(made, file):
    keyed()
    certificate = issued(granted(made, file))
    assert certificate.document.kind == "pdf"
    assert certificate.holder == "Carla Zimmerer"


def test_register_says_so_in_the_same_moment(made, cast, certified):
    asked = {"number": certified.number, "family_name": "zimmerer"}
    assert register_answer(**asked).word is Word.VALID
    carried(made, cast, certified, "suspend")
    assert register_answer(**asked).word is Word.SUSPENDED
    carried(made, cast, certified, "reinstate")
    assert register_answer(**asked).word is Word.VALID
    carried(made, cast, certified, "withdraw")
    assert register_answer(**asked).word is Word.WITHDRAWN
    assert Certification.reloaded(certified.pk).state == "withdrawn"


def test_complete_candidacy_gets_its_decision_file_by_itself(made, cast):
    keyed()
    candidacy = a_complete_file(made, cast, cast.otto)
    worked()
    assert DecisionFile.objects.get(person=cast.otto).candidacy == candidacy
