"""Refusals: the house says no, why, by which clause, and what mends it.

A refusal is expected and shown to the person who asked. It is never an error of the program.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mend:
    """What would mend a refusal: a sentence, and where there is one, the act that does it and its page.

    `link` is the name of a route and its arguments; the shell turns it into an address.
    """

    sentence: str
    act: str = ""
    link: tuple[str, ...] = ()


class Refusal(Exception):
    """The house refuses an act: which rule, what is wrong, what would mend it, which clauses ask for it.

    The sentences are addressed to the reader and may hold names; what is recorded of a refused attempt is the
    code and the clauses alone.
    """

    def __init__(
        self, sentence: str, *, mend: str | Mend = "", code: str = "", clauses: tuple[str, ...] = (), field: str = ""
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.mend = mend if isinstance(mend, Mend) else Mend(mend)
        self.code = code
        self.clauses = clauses
        self.field = field

    def under(self, code: str, clauses: tuple[str, ...]) -> "Refusal":
        """This refusal, named by the rule that gave it, where it does not name one itself."""
        self.code = self.code or code
        self.clauses = self.clauses or clauses
        return self

    def as_dict(self) -> dict[str, object]:
        """The refusal for a program: code, sentence, remedy, clauses."""
        return {
            "code": self.code,
            "sentence": str(self.sentence),
            "remedy": str(self.mend.sentence),
            "clauses": list(self.clauses),
        }

    def __str__(self) -> str:
        cited = f" [{', '.join((self.code, *self.clauses))}]" if self.code else ""
        remedy = f" {self.mend.sentence}" if self.mend.sentence else ""
        return f"{self.sentence}{remedy}{cited}"
