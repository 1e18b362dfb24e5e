"""What is asked for a page is asked once; an act asks anew, and what was known before it is forgotten."""

from guildhall.kernel import remembering

asked: list[tuple[str, int]] = []


@remembering.remembered
def question(word: str, count: int = 1) -> str:
    """Answers, and notes that it was asked."""
    asked.append((word, count))
    return word * count


def test_a_page_asks_once_for_the_same_arguments() -> None:
    asked.clear()

    with remembering.one_page():
        answers = [question("a"), question("a"), question("a", count=2), question("b")]

    assert (answers, asked) == (["a", "a", "aa", "b"], [("a", 1), ("a", 2), ("b", 1)])


def test_outside_of_a_page_nothing_is_remembered() -> None:
    asked.clear()

    question("a"), question("a")
    with remembering.one_page():
        question("a")
    question("a")

    assert (len(asked), remembering.is_on()) == (4, False)


def test_an_act_asks_anew_and_what_was_known_before_it_is_forgotten() -> None:
    asked.clear()

    with remembering.one_page():
        question("a")
        with remembering.nothing():
            assert not remembering.is_on()
            question("a"), question("a")
        question("a"), question("a")

    assert len(asked) == 4


def test_an_answer_that_is_at_hand_is_not_asked_for() -> None:
    asked.clear()

    with remembering.one_page():
        remembering.tell(question, "a", answer="known")
        assert question("a") == "known"
    remembering.tell(question, "a", answer="known")

    assert (question("a"), asked) == ("a", [("a", 1)])
