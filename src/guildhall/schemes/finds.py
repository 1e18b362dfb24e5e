"""What the search box finds in this room: schemes, their versions, and the analyses behind them."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import Q

from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import Found, searchable
from guildhall.kernel.words import gettext_noop
from guildhall.schemes import queries
from guildhall.schemes.lifecycles import ANALYSIS, VERSION
from guildhall.schemes.models import JobAnalysis
from guildhall.schemes.permissions import may_read_schemes
from guildhall.shell.words import translated


@searchable("4-schemes", title=gettext_noop("Schemes"), permission=may_read_schemes)
def schemes(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Schemes by code or name, versions and job analyses by number or title."""
    yield from islice(_found(text), limit)


def _found(text: str) -> Iterator[Found]:
    for scheme in queries.schemes().filter(Q(code__icontains=text) | Q(name__icontains=text)):
        yield Found(scheme.name, scheme.code, ("schemes:scheme", str(scheme.pk)))
    titled = Q(number__icontains=text) | Q(title__icontains=text)
    for version in queries.versions().filter(titled):
        told = f"{version.title} · {translated(VERSION.words[version.state])}"
        yield Found(version.number, told, ("schemes:version", str(version.pk)))
    for analysis in JobAnalysis.objects.filter(titled).order_by("-number"):
        told = f"{analysis.title} · {translated(ANALYSIS.words[analysis.state])}"
        yield Found(analysis.number, told, ("schemes:analysis", str(analysis.pk)))
