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
"""31 guidelines, with what textbooks and studies say of each."""

DEVELOPING = Source(
    "Haladyna, T. M. & Rodriguez, M. C.", 2013, "Developing and validating test items", "New York: Routledge"
)

FLAWS = Source(
    "Downing, S. M.",
    2005,
    "The effects of violating standard item writing principles on tests and students",
    "Advances in Health Sciences Education 10(2), 133–143",
)
"""Flawed items were harder than standard ones, and failed people who would have passed."""

IN_PRACTICE = Source(
    "Tarrant, M. & Ware, J.",
    2008,
    "Impact of item-writing flaws in multiple-choice questions on student achievement in high-stakes nursing "
    "assessments",
    "Medical Education 42(2), 198–206",
)

TEST_WISENESS = Source(
    "Millman, J., Bishop, C. H. & Ebel, R.",
    1965,
    "An analysis of test-wiseness",
    "Educational and Psychological Measurement 25(3), 707–726",
)
"""What lets people answer who know nothing: length, grammar, absolute words, echoes."""

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

LANGUAGE = Source(
    "Abedi, J. & Lord, C.",
    2001,
    "The language factor in mathematics tests",
    "Applied Measurement in Education 14(3), 219–234",
)
"""Simpler sentences raised the scores of those whom the language, not the matter, had held back."""

FLESCH = Source("Flesch, R.", 1948, "A new readability yardstick", "Journal of Applied Psychology 32(3), 221–233")

VIENNA = Source("Bamberger, R. & Vanecek, E.", 1984, "Lesen – Verstehen – Lernen – Schreiben", "Wien: Jugend und Volk")
"""The Vienna formula for German non-fiction: about the school year at which a text is understood."""
