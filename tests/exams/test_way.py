"""The whole way of a candidate: from the first seat to a complete file."""

from decimal import Decimal

from guildhall.exams.lifecycles import CandidacyState
from guildhall.exams.queries import involved, released, standing
from tests.cast import Cast
from tests.exams.making import a_complete_file
from tests.making import Made


def test_a_candidate_passes_everything_and_the_file_is_complete(made: Made, cast: Cast) -> None:
    candidacy = a_complete_file(made, cast)

    assert candidacy.state == CandidacyState.COMPLETE
    assert [(each.component.code, each.left, bool(each.passed), bool(each.why)) for each in standing(candidacy)] == [
        ("W", 2, True, True),
        ("P", 1, True, True),
    ]
    assert [(str(each), each.score, each.maximum, each.cut, each.passed) for each in released(candidacy)] == [
        (released(candidacy)[0].attempt.number, 6, 6, 4, True),
        (released(candidacy)[1].attempt.number, 8, 8, Decimal("5.6"), True),
    ]
    crew = {
        made.crew.ina.id: "ina",
        cast.olive.id: "olive",
        made.crew.max.id: "max",
        made.crew.erik.id: "erik",
    }
    assert [(crew[each.person_id], each.kind) for each in involved(candidacy)] == [
        ("ina", "identified"),
        ("ina", "invigilated"),
        ("ina", "typed"),
        ("olive", "typed"),
        ("max", "scored"),
        ("max", "scored"),
        ("erik", "identified"),
        ("erik", "examined"),
        ("erik", "marked"),
        ("max", "scored"),
        ("max", "scored"),
    ]
