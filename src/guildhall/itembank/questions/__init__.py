"""The kinds of question that are written in a form, and the way from the form to an item and back.

One module a family of interactions; each knows how its questions become items, how they are read out of items again,
and what a question of it must say to be whole. An item that holds more than the form can keep is not edited in it:
nothing of an item is ever lost by opening it.
"""

from guildhall.itembank.questions.items import built, lacking, question_of
from guildhall.itembank.questions.lacks import Lack
from guildhall.itembank.questions.model import (
    BY_HAND,
    CHOOSING,
    EACH,
    GRAPHIC,
    LANGUAGES,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    MOST_SPOTS,
    PARTS,
    SHAPES,
    Form,
    Passage,
    Question,
)
from guildhall.itembank.questions.sketches import sketch

__all__ = [
    "BY_HAND",
    "CHOOSING",
    "EACH",
    "GRAPHIC",
    "LANGUAGES",
    "MOST_OPTIONS",
    "MOST_QUESTIONS",
    "MOST_SPOTS",
    "PARTS",
    "SHAPES",
    "Form",
    "Lack",
    "Passage",
    "Question",
    "built",
    "lacking",
    "question_of",
    "sketch",
]
