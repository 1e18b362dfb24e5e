"""The few words that a rendered item says itself; whoever renders it gives them in the candidate's language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """What stands beside the controls of an item."""

    answer: str = "Your answer"
    blank: str = "Answer {number}"
    nothing_chosen: str = "Please choose"
    choose_one: str = "Choose one."
    choose_any: str = "Choose all that apply."
    choose_most: str = "Choose up to {most}."
    place: str = "Place {number}"
    pair: str = "Pair {number}"
    gap: str = "Gap {number}"
    matches: str = "Matches for {what}"
    number: str = "A number"
    spot: str = "Spot {name}"
    belongs: str = "What belongs to {what}"
    point: str = "Point {number}"
    pointing: str = (
        "Point at the picture, or write how far across and down it is from the top left corner, such as {example}. "
        "The picture is {width} wide and {height} high."
    )
    file: str = "Your file"
    file_kinds: str = "A file of one of these kinds: {kinds}."
    file_size: str = "At most {size} MB."
    in_words: str = "In words"
    sound: str = "Recording"
    film: str = "Film"


ENGLISH = Wording()
