"""Who is competent for what: people by roles, for a table that is read like a picture, and how many in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.identity.models import Person
from guildhall.identity.roles import Role, all_roles
from guildhall.kernel import clock
from guildhall.personnel.lifecycles import AUTHORISATION, AuthorisationState, SupervisionState
from guildhall.personnel.models import Authorisation, Supervision
from guildhall.personnel.queries import SOON
from guildhall.shell.pictures import ACTION, BRASS, FAILS, HOLDS, Picture
from guildhall.shell.pictures import SOON as AMBER
from guildhall.shell.records import Link, Status, Tone
from guildhall.shell.words import translated

FIRST_TOLD = (
    AuthorisationState.AUTHORISED,
    AuthorisationState.SUSPENDED,
    AuthorisationState.EVALUATED,
    AuthorisationState.PROPOSED,
    AuthorisationState.EXPIRED,
    AuthorisationState.WITHDRAWN,
)
"""Which of several authorisations for the same role a cell tells."""


@dataclass
class Standing:
    """What there is of one person in one role: authorisations, and the phase in which they are a trainee."""

    authorisations: list[Authorisation] = field(default_factory=list)
    phase: Supervision | None = None

    @property
    def told(self) -> Authorisation | None:
        """The authorisation that the cell tells."""
        ranked = sorted(self.authorisations, key=lambda each: FIRST_TOLD.index(AuthorisationState(each.state)))
        return ranked[0] if ranked else None

    @property
    def status(self) -> Status | str:
        """The state in a word; nothing where there is none."""
        first = self.told
        if first is not None and first.state in {AuthorisationState.AUTHORISED, AuthorisationState.SUSPENDED}:
            return _authorised(first, clock.today())
        if self.phase is not None:
            return Status(_("Under supervision"), Tone.OPEN)
        if first is None:
            return ""
        tone = Tone.OPEN if first.authorised_at is None else Tone.FAILS
        return Status(translated(AUTHORISATION.words[AuthorisationState(first.state)]), tone)

    @property
    def link(self) -> Link:
        """Where the evidence is."""
        if self.told is not None and (self.phase is None or self.told.authorised_at):
            return ("personnel:authorisation", self.told.pk)
        return ("personnel:supervision", self.phase.pk) if self.phase else ()


def _authorised(authorisation: Authorisation, today: date) -> Status:
    if authorisation.state == AuthorisationState.SUSPENDED:
        return Status(_("Suspended"), Tone.FAILS)
    until = authorisation.until_on
    if until is None or until < today:
        return Status(_("Ended"), Tone.FAILS)
    return Status(_("Ends soon"), Tone.SOON) if until - today <= SOON else Status(_("Authorised"), Tone.HOLDS)


def roles(scope_id: UUID | None = None) -> list[Role]:
    """The roles in which somebody stands, each a column."""
    there = set(_authorisations(scope_id).values_list("role", flat=True))
    there |= set(_phases(scope_id).values_list("role", flat=True))
    return [each for each in all_roles() if each.code in there]


def people(scope_id: UUID | None = None) -> QuerySet[Person]:
    """Everybody of whom there is something to tell: authorised, proposed, or a trainee."""
    mine = _authorisations(scope_id).filter(person=OuterRef("pk"))
    phases = _phases(scope_id).filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(mine.order_by()) | Exists(phases), erased_at__isnull=True)


def standings(shown: Sequence[Person], scope_id: UUID | None = None) -> dict[tuple[UUID, str], Standing]:
    """What there is of each of these people in each role; two queries for however many."""
    found: dict[tuple[UUID, str], Standing] = {}
    ids = [each.pk for each in shown]
    for authorisation in _authorisations(scope_id).filter(person_id__in=ids).order_by("-number"):
        found.setdefault((authorisation.person_id, authorisation.role), Standing()).authorisations.append(authorisation)
    for phase in _phases(scope_id).filter(person_id__in=ids):
        found.setdefault((phase.person_id, phase.role), Standing()).phase = phase
    return found


def picture(scope_id: UUID | None = None) -> Picture:
    """How many people stand how in each role, in colour and in numbers."""
    found = standings(list(people(scope_id)), scope_id)
    counted: dict[tuple[str, str, str], int] = {}
    for (_person, role), standing in found.items():
        if isinstance(standing.status, Status):
            key = (role, standing.status.word, standing.status.tone)
            counted[key] = counted.get(key, 0) + 1
    return _drawn(counted)


def _drawn(counted: dict[tuple[str, str, str], int]) -> Picture:
    named = {each.code: translated(each.name) for each in all_roles()}
    rows = [(named[role], word, count) for (role, word, _tone), count in sorted(counted.items())]
    colours = {word: _colour(word, tone) for _role, word, tone in counted}
    values = [{"role": role, "state": word, "people": count} for role, word, count in rows]
    holding = sum(count for (_role, _word, tone), count in counted.items() if tone in {Tone.HOLDS, Tone.SOON})
    told = ngettext(
        "%(count)d authorisation is in force in %(roles)d roles.",
        "%(count)d authorisations are in force in %(roles)d roles.",
        holding,
    ) % {"count": holding, "roles": len({role for role, _word, _tone in counted})}
    return Picture(
        title=_("People by role and state"),
        description=told,
        spec=_bars(values, colours),
        heads=[_("Role"), _("State"), _("People")],
        rows=rows,
    )


def _bars(values: list[dict[str, object]], colours: dict[str, str]) -> dict[str, object]:
    scale = {"domain": list(colours), "range": list(colours.values())}
    return {
        "data": {"values": values},
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "width": 460,
        "height": {"step": 26},
        "encoding": {
            "y": {"field": "role", "type": "nominal", "title": None},
            "x": {"field": "people", "type": "quantitative", "title": _("People"), "axis": {"tickMinStep": 1}},
            "color": {"field": "state", "type": "nominal", "title": None, "scale": scale},
        },
    }


def _colour(word: str, tone: str) -> str:
    """The colour of a state; a trainee is told from who waits for somebody."""
    if word == _("Under supervision"):
        return BRASS
    return {Tone.HOLDS: HOLDS, Tone.SOON: AMBER, Tone.FAILS: FAILS}.get(Tone(tone), ACTION)


def _authorisations(scope_id: UUID | None) -> QuerySet[Authorisation]:
    told = Authorisation.objects.filter(state__in=FIRST_TOLD)
    return told.filter(_in(scope_id))


def _phases(scope_id: UUID | None) -> QuerySet[Supervision]:
    return Supervision.objects.filter(_in(scope_id), state=SupervisionState.RUNNING)


def _in(scope_id: UUID | None) -> Q:
    return Q(scope_id=scope_id) if scope_id else Q()
