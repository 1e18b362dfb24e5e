"""No program passes the rules of deciding: what a page refuses is refused to a token, with the same sentence."""

from guildhall.certification.acts import decisions
from guildhall.certification.models import Certification, DecisionFile
from tests.api.conftest import program
from tests.cast import acting
from tests.certification.making import REASONS, taken
from tests.certification.test_rules import decider

__all__ = ["program"]


def test_an_administrators_program_decides_nothing(program, cast, made, file):  # the fixture
    taken(made, file)
    answer = program(cast.ada).does("certification.decision.grant", {"file": file.number, "reasons": REASONS})
    assert (answer.status_code, Certification.objects.exists()) == (403, False)


def test_the_program_of_who_examined_decides_nothing(program, cast, made, file):
    decider(cast, made, made.crew.erik)
    answer = program(made.crew.erik).does("certification.decision.take", {"file": file.number, "no_conflict": True})
    refusal = decisions.take.refusal(by=acting(made.crew.erik), file=file, no_conflict=True)
    told = answer.json()
    assert (answer.status_code, told["code"], told["sentence"]) == (409, "R-02", refusal.sentence)


def test_a_decider_grants_by_a_program(program, made, file):
    taken(made, file)
    answer = program(made.crew.dora).does("certification.decision.grant", {"file": file.number, "reasons": REASONS})
    assert answer.json()["number"] == Certification.objects.get().number


def test_no_program_changes_a_status(program, cast, certified):
    given = {"certification": certified.number, "file": DecisionFile.objects.get().number}
    for name in ("suspend", "withdraw", "reinstate", "surrender"):
        assert program(cast.ada).does(f"certification.certification.{name}", given).status_code == 404
    assert Certification.reloaded(certified.pk).state == "active"
