"""Times and results in words, for pages and for letters."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime

from guildhall.exams.models import Result, Sitting
from guildhall.exams.queries import Standing
from guildhall.kernel import clock
from guildhall.schemes.models import Domain


def when(sitting: Sitting) -> str:
    """Day and hours of a sitting, in the reader's zone."""
    begins, ends = localtime(sitting.begins_at), localtime(sitting.ends_at)
    return f"{date_format(begins, 'j M Y, H:i')}–{date_format(ends, 'H:i')} {begins.tzname()}"


def at(sitting: Sitting) -> dict[str, str | date]:
    """Day, hours and place of a sitting for a letter: the day as a date, which each language writes in its own way."""
    begins, ends = localtime(sitting.begins_at), localtime(sitting.ends_at)
    hours = f"{date_format(begins, 'H:i')}–{date_format(ends, 'H:i')} {begins.tzname()}"
    return {"day_on": clock.day_of(sitting.begins_at), "hours": hours, "place": sitting.place}


def number(value: Decimal | str) -> str:
    """Points as people write them: 5.6, and 6 without a point."""
    return f"{Decimal(value).normalize():f}"


def parts_of(result: Result) -> list[tuple[str, str, str]]:
    """The points by domain or station, with the words of the scheme: name, points, maximum."""
    titles = dict(Domain.objects.filter(version=result.attempt.component.version_id).values_list("code", "title"))
    return [
        (
            titles.get(each["domain"], each["domain"]) if "domain" in each else each["station"],
            number(each["score"]),
            number(each["maximum"]),
        )
        for each in result.by_domain
    ]


def letter_of(
    result: Result, here: Standing | None, parts: Iterable[tuple[str, str, str]], withheld: str
) -> dict[str, str | date]:
    """What the letter on a result says: the outcome, the fields that are told or why not, and what can come next."""
    component = result.attempt.component
    told: dict[str, str | date] = {
        "component": component.title,
        "scheme": component.version.title,
        "passed": "yes" if result.passed else "",
        "score": number(result.score),
        "maximum": number(result.maximum),
        "cut": number(result.cut),
        "critical": str(result.failed_critical or ""),
        "parts": "\n".join(f"- {name}: {score} / {most}" for name, score, most in parts),
        "withheld": "" if result.passed else withheld,
        "fee": f"{component.fee} {component.version.currency}",
        "left": str(here.left) if here else "",
    }
    if here and here.counts_until:
        told["until_on"] = here.counts_until
    if here and here.next_on and not result.passed:
        told["next_on"] = here.next_on
    return told
