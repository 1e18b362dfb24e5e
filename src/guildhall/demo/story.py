"""What happened at Nordwind Certification in two years, told as acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.demo import paper, words
from guildhall.demo.people import ADMIN, ASSESSING, COMMITTEE, EXPERTS, LATE, ON_PAPER, STAFF, Part, applicants
from guildhall.identity.acts import absences, accounts, grants, persons, scopes
from guildhall.identity.models import Person, Scope
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import BOOTSTRAP, Actor
from guildhall.kernel.refusals import Refusal
from guildhall.ledger import followers, sequencer
from guildhall.personnel import queries
from guildhall.personnel.acts import declarations, interests, texts
from guildhall.personnel.models import Declaration, Interest
from guildhall.vault.files import receive
from guildhall.vault.kinds import PDF

MACHINE = actors.machine("demo")
Progress = Callable[[str], None]
EVERYBODY = (*STAFF, *EXPERTS, *COMMITTEE)
ALL = {part.key for part in EVERYBODY}
TERM_OF_OFFICE = timedelta(days=5 * 365)
RENEWALS = {
    385: {LATE},
    362: ALL - {LATE, "operations", ON_PAPER},
    361: {ON_PAPER},
    360: {"operations"},
    8: ALL - {LATE, "operations", ON_PAPER},
}
"""How many days ago who renewed; one declaration was forgotten, one ends this week."""


@dataclass
class Body:
    """The demo body while it is being built."""

    scope: Scope
    people: dict[str, Person] = field(default_factory=dict)

    def by(self, key: str) -> Actor:
        """Somebody of the story as an actor."""
        return actors.person(self.people[key].id)


def build(progress: Progress = print) -> None:
    """Build the demo body in an empty installation; `progress` hears what is being done."""
    progress("Founding Nordwind Certification, two years ago")
    with _ago(days=730):
        body = _founded()
    with _ago(days=728):
        _engaged(body)
        _first_text(body)
    progress("Its people sign their first declarations")
    with _ago(days=720):
        for part in EVERYBODY:
            _declared(body, part, words.TIES.get(part.key))
        _judged_all(body)
    progress("Sixty persons are registered, declarations are renewed")
    _lived(body)
    progress("This week")
    _this_week(body)
    _settled()


@contextmanager
def _ago(**parts: float) -> Iterator[None]:
    """A day of the story. What was done on it is told and numbered on the same day."""
    with clock.moved(-timedelta(**parts)):
        yield
        _settled()


def _settled() -> None:
    while sequencer.run() or followers.advance_all():
        pass


def _founded() -> Body:
    body = Body(scopes.open_scope(by=BOOTSTRAP, kind="body", number="BODY", name=words.BODY_NAME))
    body.people["admin"] = _registered(BOOTSTRAP, ADMIN)
    _given(BOOTSTRAP, body, ADMIN)
    return body


def _engaged(body: Body) -> None:
    """The administrator enters the director, and the director engages everybody else once the founding text stands."""
    for part in EVERYBODY:
        body.people[part.key] = _registered(body.by("admin"), part)
        _given(body.by("admin"), body, part)


def _given(by: Actor, body: Body, part: Part, term: timedelta = TERM_OF_OFFICE) -> None:
    today = clock.today()
    until = today + term
    person = body.people[part.key]
    grants.give(by=by, person=person, role=part.role.code, scope=body.scope, from_on=today, until_on=until)


def _registered(by: Actor, part: Part, *, is_personnel: bool = True) -> Person:
    person = persons.register(
        by=by,
        given_name=part.given_name,
        family_name=part.family_name,
        email=part.email,
        language=part.language,
        is_personnel=is_personnel,
    )
    account = accounts.opened_for(person)
    return accounts.link(by=MACHINE, person=person, account=account, email=part.email)


def _first_text(body: Body) -> None:
    text = texts.propose(by=body.by("quality"), words=words.DECLARATION)
    texts.approve(by=body.by("director"), text=text)


def _declared(body: Body, part: Part, tie: words.Tie | None) -> Declaration:
    by = body.by(part.key)
    draft = declarations.make(by=by, person=body.people[part.key])
    if tie:
        interests.declare(by=by, declaration=draft, kind=tie.kind, party=tie.party, description=tie.description)
    return declarations.sign(by=by, declaration=draft, nothing_to_declare=tie is None)


def _entered(body: Body, part: Part) -> Declaration:
    """Signed on paper the day before, and entered by operations with the scan."""
    by = body.by("operations")
    draft = declarations.make(by=by, person=body.people[part.key])
    sheet = paper.signed(f"Declaration {draft.number}", words.DECLARATION_ON_PAPER)
    upload = SimpleUploadedFile("Declaration, signed.pdf", sheet, PDF.media_type)
    scan = receive(upload, key_id=draft.key_id, allowed=(PDF,))
    return declarations.enter(
        by=by,
        declaration=draft,
        signed_on=clock.today() - timedelta(days=1),
        nothing_to_declare=True,
        scan=scan,
    )


def _judged_all(body: Body) -> None:
    for interest in queries.unjudged():
        judge = interests.accept if interest.kind == "membership" else interests.treat
        judge(by=_judge_of(body, interest), interest=interest, reasons=words.REASONS[interest.kind])


def _judge_of(body: Body, interest: Interest) -> Actor:
    own = interest.person_id_concerned == body.people["quality"].id
    return body.by("director" if own else "quality")


def _lived(body: Body) -> None:
    """The days between the founding and this week, in their order."""
    people = iter(applicants(60))
    for day in range(700, 0, -10):
        if particulars := next(people, None):
            with _ago(days=day):
                persons.register(by=body.by("operations"), **vars(particulars))
        for renewal, keys in RENEWALS.items():
            if day - 10 < renewal <= day:
                _renewed(body, renewal, keys)


def _renewed(body: Body, day: int, keys: set[str]) -> None:
    with _ago(days=day):
        for part in EVERYBODY:
            if part.key in keys & {ON_PAPER}:
                _entered(body, part)
            elif part.key in keys:
                _declared(body, part, words.TIES.get(part.key))
        _judged_all(body)


def _this_week(body: Body) -> None:
    with _ago(days=6):
        texts.propose(by=body.by("quality"), words=words.DECLARATION_WITH_AI)
    with _ago(days=2):
        signed = queries.in_force(body.people["examinations"].id, clock.today())
        if signed:
            interests.declare(by=body.by("examinations"), declaration=signed, **vars(words.NEW_TIE))
    with _ago(days=1):
        _overreached(body)
        _away(body)
        _assessed(body)


def _overreached(body: Body) -> None:
    """The director tries to judge an interest of their own: refused, and recorded."""
    signed = queries.in_force(body.people["director"].id, clock.today())
    if signed is None:
        return
    own = interests.declare(by=body.by("director"), declaration=signed, **vars(words.DIRECTORS_TIE))
    try:
        interests.accept(by=body.by("director"), interest=own, reasons="It is only a small share.")
    except Refusal:
        return
    raise AssertionError("The director judged an interest of their own.")


def _assessed(body: Body) -> None:
    """An assessor of the accreditation body may read for a month."""
    body.people[ASSESSING.key] = _registered(body.by("admin"), ASSESSING, is_personnel=False)
    _given(body.by("admin"), body, ASSESSING, timedelta(days=30))


def _away(body: Body) -> None:
    absences.declare(
        by=body.by("committee1"),
        person=body.people["committee1"],
        deputy=body.people["committee2"],
        from_on=clock.today(),
        until_on=clock.today() + timedelta(days=14),
    )
