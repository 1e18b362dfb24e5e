"""How each point of the public information stands today, as far as the records tell it by themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.documents import queries as documents
from guildhall.documents.models import DocumentVersion
from guildhall.governance.points import POINTS, Point
from guildhall.governance.queries import body
from guildhall.kernel import clock
from guildhall.schemes import queries as schemes
from guildhall.schemes.lifecycles import VersionState
from guildhall.shell.records import Link, Status, Tone, url


@dataclass(frozen=True)
class Standing:
    """A point, what the records tell of it, and where everybody reads it."""

    point: Point
    status: Status
    told: str
    link: Link = ()

    @property
    def url(self) -> str:
        return url(self.link)


def all_standings() -> list[Standing]:
    """Every point of the checklist, in its order."""
    said = documents.public_statements()
    return [_said(each, said) if each.topic else LIVE[each.code](each) for each in POINTS]


def _said(point: Point, said: Mapping[str, DocumentVersion]) -> Standing:
    version = said.get(point.topic)
    if version is None:
        missing = Status(_("not said"), Tone.FAILS)
        return Standing(point, missing, _("No public document on this is in effect."))
    since = date_format(version.effective_on, "j M Y") if version.effective_on else ""
    told = _("%(title)s, in effect since %(day)s") % {"title": version.document.title, "day": since}
    link = ("documents:public-document", version.document.code)
    return Standing(point, Status(_("public"), Tone.HOLDS), told, link)


def _scope(point: Point) -> Standing:
    """Whom each published version certifies for what."""
    published = schemes.published()
    silent = published.filter(scope_words__regex=r"^\s*$").count()
    return _counted(point, published.count(), silent)


def _prerequisites(point: Point) -> Standing:
    """What each published version asks for, or that it asks for nothing."""
    published = list(schemes.published().prefetch_related("requirements"))
    silent = [each for each in published if not each.requirements.all() and not _asks_nothing(each.not_applicable)]
    return _counted(point, len(published), len(silent))


def _asks_nothing(left_out: Mapping[str, str]) -> bool:
    return bool(str(left_out.get("prerequisites", "")).strip())


def _transition(point: Point) -> Standing:
    """What each version that replaced another says to who is certified under the earlier one."""
    later = schemes.published().filter(ordinal__gt=1)
    silent = later.filter(transition__regex=r"^\s*$").exclude(state=VersionState.RETIRED).count()
    return _counted(point, later.count(), silent)


def _counted(point: Point, asked: int, silent: int) -> Standing:
    if not asked:
        return Standing(point, Status(_("nothing yet"), Tone.CLOSED), _("No scheme is published that this concerns."))
    told = ngettext("%(count)d published version", "%(count)d published versions", asked) % {"count": asked}
    if silent:
        lacking = ngettext("%(count)d says nothing on it", "%(count)d say nothing on it", silent) % {"count": silent}
        return Standing(point, Status(_("not said"), Tone.FAILS), f"{told}; {lacking}", ("schemes:public",))
    return Standing(point, Status(_("public"), Tone.HOLDS), told, ("schemes:public",))


def _verification(point: Point) -> Standing:
    told = _("The register answers everybody, without signing in.")
    return Standing(point, Status(_("public"), Tone.HOLDS), told, ("web:register",))


def _advertising(point: Point) -> Standing:
    """What may be named: the accreditations in force today."""
    count = body.accreditations_on(clock.today()).count()
    if not count:
        return Standing(point, Status(_("needs a look"), Tone.OPEN), _("No accreditation is in force to be named."))
    told = ngettext(
        "%(count)d accreditation is in force and may be named.",
        "%(count)d accreditations are in force and may be named.",
        count,
    ) % {"count": count}
    return Standing(point, Status(_("needs a look"), Tone.OPEN), told)


LIVE: dict[str, Callable[[Point], Standing]] = {
    "scope": _scope,
    "prerequisites": _prerequisites,
    "verification": _verification,
    "transition": _transition,
    "advertising": _advertising,
}
"""What is asked of the records for each point that no document of its own says."""
