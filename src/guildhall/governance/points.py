"""The checklist of what everybody may read without asking (7.2, R-42): each point, and what is looked at in it."""

from dataclasses import dataclass

from guildhall.kernel.words import gettext_noop


@dataclass(frozen=True)
class Point:
    """One thing that the body says in public. `topic` names its document, where a document says it."""

    code: str
    title: str
    asks: str
    clauses: tuple[str, ...]
    topic: str = ""


POINTS = (
    Point(
        "impartiality",
        gettext_noop("Commitment to impartiality"),
        gettext_noop("Does it say that the body manages conflicts of interest and acts objectively?"),
        ("2012:4.3.1", "2026:4.3"),
        "impartiality",
    ),
    Point(
        "scope",
        gettext_noop("Scope of each scheme"),
        gettext_noop("Does the page of each scheme say whom it certifies for what, as its version in effect does?"),
        ("2012:7.2.2", "2026:7.2"),
    ),
    Point(
        "process",
        gettext_noop("How certification goes"),
        gettext_noop("Does it describe the way from application to recertification as it is?"),
        ("2012:7.2.2", "2026:7.2"),
        "process",
    ),
    Point(
        "prerequisites",
        gettext_noop("All prerequisites"),
        gettext_noop("Does each scheme list everything that it asks for, and nothing that it does not?"),
        ("2012:7.2.3", "2026:7.2"),
    ),
    Point(
        "appeals",
        gettext_noop("How appeals are made"),
        gettext_noop("Does it say how to appeal, within which time, and who decides?"),
        ("2012:9.8.3", "2026:9.8"),
        "appeals",
    ),
    Point(
        "complaints",
        gettext_noop("How complaints are made"),
        gettext_noop("Does it say how to complain, and what happens then?"),
        ("2012:9.9.2", "2026:9.9"),
        "complaints",
    ),
    Point(
        "verification",
        gettext_noop("How a certification is verified"),
        gettext_noop("Does the register answer whether a certification is valid, and its scope?"),
        ("2012:7.2.1", "2026:7.2"),
    ),
    Point(
        "transition",
        gettext_noop("What changes of a scheme mean for certified persons"),
        gettext_noop("Where a scheme changed, does its page say until when and how people meet the change?"),
        ("2012:9.2.2", "2026:9.1"),
    ),
    Point(
        "ai",
        gettext_noop("Use of artificial intelligence"),
        gettext_noop("Is every use that touches candidates disclosed, in words that they understand?"),
        ("2026:6.5",),
        "ai",
    ),
    Point(
        "advertising",
        gettext_noop("Advertising and references"),
        gettext_noop("Is nothing misleading, no training favoured, no accreditation named that has ended?"),
        ("2012:7.2.4", "2012:5.2.2", "2026:7.2"),
    ),
)
