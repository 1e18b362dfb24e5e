"""Declarations: everybody signs each year, names what ties them, and somebody else judges it."""

from datetime import timedelta
from functools import partial

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.demo import paper, words
from guildhall.demo.applicants import CONFLICTED
from guildhall.demo.body import Body, refused
from guildhall.demo.people import EVERYBODY, LATE, ON_PAPER
from guildhall.identity.acts import absences
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.personnel import queries
from guildhall.personnel.acts import declarations, interests
from guildhall.personnel.models import Declaration, Interest
from guildhall.vault.files import receive
from guildhall.vault.kinds import PDF

ALL = {part.key for part in EVERYBODY}
OUT_OF_STEP = {LATE, ON_PAPER, "operations"}
SIGNED = {
    720: ALL,
    385: {LATE},
    363: ALL - OUT_OF_STEP,
    360: {"operations"},
    359: {ON_PAPER},
    30: {"examinations"},
    8: ALL - OUT_OF_STEP - {"examinations"},
}
"""How many days ago who signed; one renewal was forgotten, two end this week."""


def tell(body: Body) -> None:
    """Everybody declares each year; this week some of what was declared waits for a judgement."""
    for days, keys in SIGNED.items():
        body.diary.ago(days, partial(_sign, body, keys, renewing=days != max(SIGNED)), "11:00")
    body.diary.ago(18, partial(_name_a_new_tie, body), "17:30")
    body.diary.ago(1, partial(_overreach, body), "09:40")
    body.diary.ago(1, partial(_go_away, body), "12:00")


def _sign(body: Body, keys: set[str], *, renewing: bool) -> None:
    for part in EVERYBODY:
        if part.key in keys:
            enter = _enter_paper if renewing and part.key == ON_PAPER else _declare
            enter(body, part.key)
    signers = [body.people[key] for key in keys]
    for interest in queries.unjudged().filter(declaration__person__in=signers):
        judge = interests.accept if interest.kind == "membership" else interests.treat
        judge(by=_judge_of(body, interest), interest=interest, reasons=words.REASONS[interest.kind])


def _declare(body: Body, key: str) -> Declaration:
    by, tie = body.by(key), words.TIES.get(key)
    draft = declarations.make(by=by, person=body.people[key])
    if tie:
        interests.declare(by=by, declaration=draft, kind=tie.kind, party=tie.party, description=tie.description)
    return declarations.sign(by=by, declaration=draft, nothing_to_declare=tie is None)


def _enter_paper(body: Body, key: str) -> Declaration:
    """Signed on paper the day before, and entered by operations with the scan."""
    by = body.by("operations")
    draft = declarations.make(by=by, person=body.people[key])
    sheet = paper.signed(f"Declaration {draft.number}", words.DECLARATION_ON_PAPER)
    upload = SimpleUploadedFile("Declaration, signed.pdf", sheet, PDF.media_type)
    return declarations.enter(
        by=by,
        declaration=draft,
        signed_on=clock.today() - timedelta(days=1),
        nothing_to_declare=True,
        scan=receive(upload, key_id=draft.key_id, allowed=(PDF,)),
    )


def _judge_of(body: Body, interest: Interest) -> Actor:
    own = interest.person_id_concerned == body.people["quality"].id
    return body.by("director" if own else "quality")


def _in_force(body: Body, key: str) -> Declaration:
    signed = queries.in_force(body.people[key].id, clock.today())
    assert signed is not None  # noqa: S101  # renewed eight days ago
    return signed


def _name_a_new_tie(body: Body) -> None:
    """The examination manager names a tie that nobody has judged since: an honest red in the matrix."""
    by, declared = body.by("examinations"), _in_force(body, "examinations")
    cousin = body.applicants[CONFLICTED].person
    interests.declare(by=by, declaration=declared, concerned=cousin, **vars(words.NEW_TIE))


def _overreach(body: Body) -> None:
    """The director tries to judge an interest of their own: refused, and recorded."""
    by = body.by("director")
    own = interests.declare(by=by, declaration=_in_force(body, "director"), **vars(words.DIRECTORS_TIE))
    refused(interests.accept, by=by, interest=own, reasons="It is only a small share.")


def _go_away(body: Body) -> None:
    absences.declare(
        by=body.by("committee1"),
        person=body.people["committee1"],
        deputy=body.people["committee2"],
        from_on=clock.today(),
        until_on=clock.today() + timedelta(days=14),
    )
