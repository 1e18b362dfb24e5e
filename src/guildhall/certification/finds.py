"""What the search box finds of this room."""

from collections.abc import Iterator

from django.db.models import Q

from guildhall.certification import queries
from guildhall.certification.lifecycles import CERTIFICATION, DECISION
from guildhall.certification.permissions import may_open_files, may_read_certification, may_read_file
from guildhall.kernel.actors import Actor
from guildhall.kernel.searching import Found, searchable
from guildhall.kernel.words import gettext_noop
from guildhall.shell.words import translated


@searchable("6-decisions", title=gettext_noop("Decision files"), permission=may_open_files)
def decisions(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Decision files by the beginning or the end of their number, as far as whoever asks may open them."""
    fits = Q(number__istartswith=text) | Q(number__iendswith=text)
    for each in queries.files().filter(fits).order_by("-number")[:limit]:
        if may_read_file.refusal(by=by, file=each) is None:
            word = translated(DECISION.words[each.state])
            yield Found(each.number, f"{each.kind_word}: {word}", ("certification:file", str(each.pk)))


@searchable("7-certifications", title=gettext_noop("Certifications"), permission=may_open_files)
def certifications(*, text: str, by: Actor, limit: int) -> Iterator[Found]:
    """Certifications by the beginning or the end of their number, as far as whoever asks may open them."""
    fits = Q(number__istartswith=text) | Q(number__iendswith=text)
    for each in queries.certifications().filter(fits).order_by("-number")[:limit]:
        if may_read_certification.refusal(by=by, certification=each) is None:
            word = translated(CERTIFICATION.words[each.state])
            yield Found(each.number, f"{each.version.title}: {word}", ("certification:certification", str(each.pk)))
