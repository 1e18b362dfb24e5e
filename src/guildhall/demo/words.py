"""The texts of the demonstration: what people sign, what they declare, why it was judged so."""

from dataclasses import dataclass
from textwrap import wrap

BODY_NAME = "Nordwind Certification"

DECLARATION = """I know the rules of Nordwind Certification and follow them in everything that I do for it.

I judge people by the requirements of the scheme alone. Nobody's money, friendship, position or pressure changes \
what I find, and I say so at once if somebody tries.

I have named every tie to a person, school, company or association that could make others doubt this, and I name a new \
one on the day on which it arises. I do no work that such a tie touches until somebody else has judged it.

What I learn about applicants, candidates, certified persons and examinations I keep to myself, during my work and \
after it, unless the law or the person concerned allows me to tell."""

DECLARATION_WITH_AI = (
    DECLARATION
    + """

I use tools of artificial intelligence in this work only where the body has registered, examined and disclosed their \
use, and I put nothing confidential into any other."""
)


DECLARATION_ON_PAPER = (
    *(line for part in DECLARATION.splitlines() for line in wrap(part, 95) or [""]),
    "",
    "I have no interest to declare.",
)
"""The same text as lines on a sheet of paper."""


@dataclass(frozen=True)
class Tie:
    """An interest that somebody declares."""

    kind: str
    party: str
    description: str


TIES = {
    "expert2": Tie(
        "training",
        "Technikschule Westküste",
        "Taught the basic course for turbine technicians there until last spring.",
    ),
    "expert4": Tie("employment", "Windpark Holm GmbH", "Works there two days a week as a service engineer."),
    "committee3": Tie("membership", "Landesverband Windenergie", "Elected to its committee on safety at work."),
}
NEW_TIE = Tie("family", "A candidate of the January sitting", "My cousin has applied for level 1.")
DIRECTORS_TIE = Tie("financial", "Offshore Service AG", "Holds shares worth about two thousand euros.")

REASONS = {
    "training": "Examines nobody from that school for 24 months after the last course; checked at staffing.",
    "employment": "Marks under pseudonyms only, and no candidate who is employed there.",
    "membership": "The office gives no influence on single certifications, and the seat is balanced by others.",
    "family": "Takes no part in that sitting.",
    "financial": "Decides nothing that concerns people employed there.",
}
