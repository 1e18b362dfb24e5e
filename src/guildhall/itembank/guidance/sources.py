"""The literature that the guidance rests on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A publication, told such that it can be found."""

    authors: str
    year: int
    title: str
    place: str

    def __str__(self) -> str:
        return f"{self.authors} ({self.year}). {self.title}. {self.place}."


GUIDELINES = Source(
    "Haladyna, T. M., Downing, S. M. & Rodriguez, M. C.",
    2002,
    "A review of multiple-choice item-writing guidelines for classroom assessment",
    "Applied Measurement in Education 15(3), 309–333",
)
"""31 guidelines, with what 27 textbooks and studies say of each; 13 to 17, 21 and 28 are on stems, order and clues."""

BETTER_ITEMS = Source(
    "Burton, S. J., Sudweeks, R. R., Merrill, P. F. & Wood, B.",
    1991,
    "How to prepare better multiple-choice test items: Guidelines for university faculty",
    "Provo: Brigham Young University Testing Services",
)
"""Its checklist: as much as possible stands in the stem, alternatives exclude each other, none speaks of all others."""

SINGLE_FLAWS = Source(
    "Pham, H., Besanko, J. & Devitt, P.",
    2018,
    "Examining the impact of specific types of item-writing flaws on student performance and psychometric properties "
    "of the multiple choice question",
    "MedEdPublish 7, 225",
)
"""Pairs of items with and without one flaw: a key that was the longest raised scores; many other flaws did nothing."""

RESPONSE_SETS = Source(
    "Cronbach, L. J.",
    1946,
    "Response sets and test validity",
    "Educational and Psychological Measurement 6(4), 475–494",
)
"""Some say yes to whatever they do not know; where yes is always right, that earns them points."""

THREE_OPTIONS = Source(
    "Rodriguez, M. C.",
    2005,
    "Three options are optimal for multiple-choice items: a meta-analysis of 80 years of research",
    "Educational Measurement: Issues and Practice 24(2), 3–13",
)

WRITTEN_QUESTIONS = Source(
    "Paniagua, M. A. & Swygert, K. A. (eds.)",
    2016,
    "Constructing written test questions for the basic and clinical sciences, 4th edition",
    "Philadelphia: National Board of Medical Examiners",
)
"""Its flaws help who knows tests (grammar, repeated words, convergence), or make an item hard for no good reason."""

LANGUAGE = Source(
    "Abedi, J. & Lord, C.",
    2001,
    "The language factor in mathematics tests",
    "Applied Measurement in Education 14(3), 219–234",
)
"""Simpler sentences raised the scores of those whom the language, not the matter, had held back."""

FLESCH = Source("Flesch, R.", 1948, "A new readability yardstick", "Journal of Applied Psychology 32(3), 221–233")
"""Reading ease from the length of sentences and words; from 30 down a text is very difficult."""

VIENNA = Source("Bamberger, R. & Vanecek, E.", 1984, "Lesen – Verstehen – Lernen – Schreiben", "Wien: Jugend und Volk")
"""The Vienna formula for German non-fiction: about the school year at which a text is understood."""
