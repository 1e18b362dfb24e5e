"""The guidance while writing: what it notices, what it leaves alone, and whom it quotes."""

from typing import Any

import pytest

from guildhall.itembank.guidance import CHECKS, advice, reading
from guildhall.itembank.questions import Question, built

SOUND: dict[str, Any] = {
    "form": "single-choice",
    "title": "Blade lock",
    "stem": "What must be locked before somebody enters the hub?",
    "options": ("The yaw drive", "The rotor", "The crane"),
    "key": ("B",),
}
LONG_WORDS = (
    "Notwithstanding organisational considerations, comprehensive environmental documentation necessitates "
    "interdisciplinary collaboration regarding administrative accountability, methodological standardisation and "
    "institutional responsibility, particularly considering transnational interoperability requirements. What follows?"
)
SATZ = (
    "Welche Sicherheitsvorkehrungen müssen entsprechend der Betriebsanweisung hinsichtlich der Rotorarretierung "
    "vorgenommen werden, bevor Instandhaltungsarbeiten innerhalb der Rotornabe unter Berücksichtigung der "
    "gegenwärtigen Witterungsverhältnisse durchgeführt werden dürfen, insbesondere Schmierstoffnachfüllungen?"
)


def checks(**more: Any) -> list[str]:
    """What is noticed in a question that would be sound without what is changed of it."""
    return [each.check for each in advice(built(Question(**{**SOUND, **more}), "IT-1"))]


def test_a_sound_question_is_left_alone() -> None:
    assert checks() == []


NOTICED: list[tuple[str, dict[str, Any]]] = [
    ("negative-stem", {"stem": "Which of these is not locked before work?"}),
    ("negative-stem", {"stem": "Was wird nicht verriegelt?", "language": "de"}),
    ("long-stem", {"stem": "Look " * 90 + "here: what follows?"}),
    ("unfocused-stem", {"stem": "The rotor."}),
    ("repeated-words", {"options": ("It must be oiled", "It must be shut", "It must be lit")}),
    ("all-or-none", {"options": ("Oil", "Grease", "All of the above")}),
    ("all-or-none", {"options": ("Öl", "Fett", "Keine der genannten Antworten"), "language": "de"}),
    ("all-or-none", {"options": ("Oil", "Grease", "A and B")}),
    ("many-options", {"options": ("Oil", "Fat", "Wax", "Tar", "Gum", "Air")}),
    ("duplicate-options", {"options": ("Stop, then lock", "Lock, then stop", "Call")}),
    ("overlapping-options", {"options": ("10-20", "15-25", "30-40"), "shuffle": False}),
    ("unordered-numbers", {"options": ("40 Nm", "10 Nm", "20 Nm"), "shuffle": False}),
    ("unordered-numbers", {"options": ("10 Nm", "20 Nm", "40 Nm"), "shuffle": True}),
    ("all-right", {"form": "multiple-choice", "key": ("A", "B", "C")}),
    ("longest-answer", {"options": ("Oil", "The rotor with both of its bolts", "Fat")}),
    ("grammatical-cue", {"stem": "Before work you fetch an", "options": ("oilcan", "light", "apron")}),
    ("grammatical-cue", {"stem": "Vor der Arbeit holt man den", "language": "de"}),
    ("absolute-words", {"options": ("It always turns", "It turns", "It stops")}),
    ("absolute-words", {"options": ("Er dreht nie", "Er dreht", "Er steht"), "language": "de"}),
    ("clang-association", {"options": ("The yaw drive", "The bolt that is locked", "The crane")}),
    (
        "convergence",
        {
            "options": ("Copper wires, tight", "Copper wires, bright", "Copper tubes, bright", "Aluminium rods"),
            "key": ("B",),
        },
    ),
    ("reading-level", {"stem": LONG_WORDS}),
    ("reading-level", {"stem": SATZ, "language": "de"}),
]


@pytest.mark.parametrize(("check", "more"), NOTICED)
def test_what_may_let_people_guess_is_noticed(check: str, more: dict[str, Any]) -> None:
    assert check in checks(**more)


@pytest.mark.parametrize(
    ("check", "more"),
    [
        ("longest-answer", {"options": ("The yaw drive with both bolts", "The rotor", "The crane")}),
        ("absolute-words", {"options": ("It always turns", "It never turns", "It must turn")}),
        ("clang-association", {"options": ("The locked drive", "The locked rotor", "The crane")}),
        ("unordered-numbers", {"options": ("10 Nm", "20 Nm", "40 Nm"), "shuffle": False}),
        ("overlapping-options", {"options": ("10-20", "20-30", "30-40"), "shuffle": False}),
        ("grammatical-cue", {"stem": "Before work you fetch an", "options": ("oilcan", "apron", "axe")}),
        ("all-or-none", {"options": ("All bolts", "None", "Both hands")}),
        ("reading-level", {"stem": "The rotor turns. You stop it. Then you lock it. " * 5 + "What is next?"}),
    ],
)
def test_what_looks_alike_and_is_sound_is_not(check: str, more: dict[str, Any]) -> None:
    assert check not in checks(**more)


def test_every_advice_says_what_to_do_and_whom_it_follows() -> None:
    (found,) = advice(built(Question(**{**SOUND, "stem": "Which of these is never locked?"}), "IT-1"))

    assert found.noticed.startswith("The question is put negatively: “never”.")
    assert found.remedy.startswith("Ask for what is so.")
    assert str(found.source).startswith("Haladyna, T. M., Downing, S. M. & Rodriguez, M. C. (2002). A review of")


def test_each_check_quotes_who_says_so() -> None:
    quoted = {
        found.check: f"{found.source.authors.partition(',')[0]} {found.source.year}"
        for _check, more in NOTICED
        for found in advice(built(Question(**{**SOUND, **more}), "IT-1"))
    }
    assert quoted == {
        **dict.fromkeys(("negative-stem", "long-stem", "unordered-numbers"), "Haladyna 2002"),
        **dict.fromkeys(("absolute-words", "clang-association"), "Haladyna 2002"),
        **dict.fromkeys(("unfocused-stem", "grammatical-cue", "convergence"), "Paniagua 2016"),
        **dict.fromkeys(("repeated-words", "all-or-none", "duplicate-options", "overlapping-options"), "Burton 1991"),
        "many-options": "Rodriguez 2005",
        "all-right": "Cronbach 1946",
        "longest-answer": "Pham 2018",
        "reading-level": "Abedi 2001",
    }


def test_an_item_of_several_questions_is_looked_at_as_far_as_it_can_be() -> None:
    item = built(Question("order", "Steps", "Which is never first?", options=("Stop", "Lock"), key=("A", "B")), "IT-1")

    assert [each.check for each in advice(item)] == []
    assert len(CHECKS) == 16


def test_the_formulas_give_what_their_authors_give() -> None:
    """Worked by hand: 9 words, 10 syllables, 2 sentences; and 6 words, one of them long and of three syllables."""
    assert round(reading.reading_ease("The rotor turns. You stop it and you wait."), 1) == round(
        206.835 - 1.015 * 9 / 2 - 84.6 * 10 / 9, 1
    )
    assert round(reading.vienna("Der Rotor steht. Die Maschine ruht."), 2) == round(
        0.1935 * 100 / 6 + 0.1672 * 3 + 0.1297 * 100 / 6 - 0.0327 * 400 / 6 - 0.875, 2
    )
    assert [reading.syllables_of(word, "en") for word in ("stone", "table", "rotor", "the")] == [1, 2, 2, 1]
