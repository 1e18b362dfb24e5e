"""Where imported questions belong: the rules of a scheme over what a file says about each, and the blueprint's words.

A proposal and nothing more: whoever takes the import in sees it and chooses otherwise where it is wrong.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guildhall import qti
from guildhall.itembank.models import Aspect, ImportRule
from guildhall.itembank.models.items import Level
from guildhall.schemes.models import Domain

WITHIN = "/"
"""What parts a class from those within it."""


@dataclass(frozen=True)
class Place:
    """Where a question belongs, as far as its file tells, and the rule that chose the domain."""

    domain_code: str = ""
    level: str = ""
    rule: ImportRule | None = None


def place(told: Iterable[qti.Said], rules: Sequence[ImportRule], domains: Iterable[Domain]) -> Place:
    """The place of a question: by the first rule that fits, or by a word that is a domain's or a level's own."""
    said = [(aspect, word.casefold()) for aspect, word in told]
    fitting = [rule for rule in rules if any(fits(rule, aspect, word) for aspect, word in said)]
    domain = next((rule for rule in fitting if rule.domain_code), None)
    level = next((rule.level for rule in fitting if rule.level), "")
    return Place(
        domain.domain_code if domain else _named(said, domains), level or _levelled(word for _, word in said), domain
    )


def fits(rule: ImportRule, aspect: str, word: str) -> bool:
    """Whether a rule speaks of this word, or of a class or folder that it lies in."""
    says = rule.says.casefold()
    return rule.aspect == aspect and (word == says or word.startswith(says + WITHIN))


def _named(said: Sequence[tuple[str, str]], domains: Iterable[Domain]) -> str:
    """The domain whose code, or else whose title, a class or a keyword is; nothing where there is none, or several."""
    words = {word for aspect, word in said if aspect in {Aspect.CLASS, Aspect.KEYWORD}}
    known = list(domains)
    coded = [each.code for each in known if each.code.casefold() in words]
    titled = [each.code for each in known if each.title.casefold() in words]
    meant = coded or titled
    return meant[0] if len(meant) == 1 else ""


def _levelled(words: Iterable[str]) -> str:
    known = {str(level): str(level) for level in Level} | {str(level.label).casefold(): str(level) for level in Level}
    return next((known[word] for word in words if word in known), "")
