"""The documents: the starter set becomes the body's own, people sign what concerns them, and some of it changes."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from guildhall.demo.body import Body
from guildhall.documents.acts import distribution, external, starter, versions
from guildhall.documents.lifecycles import VersionState
from guildhall.documents.models import Document, DocumentVersion, ExternalDocument
from guildhall.documents.queries import effective, questions_for
from guildhall.documents.starter import starters
from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.roles import role
from guildhall.kernel import actors, clock

KEEPER, APPROVER = "documents", "director"
YEARLY = 12
"""Months after which some documents are reviewed; they, and a few others, are there from the founding on."""

FIRST = (
    *("MA-MANUAL", "PO-CONFIDENTIALITY", "PO-FAIRNESS", "PR-COMMITTEES", "PR-COMPETENCE", "PR-CONFIDENTIALITY"),
    *("PR-DOCUMENTS", "PR-RECORDS", "PR-RESOURCES", "PR-SCHEMES"),
)
MACHINES = "PS-AI"
TO_COME = "PS-PROCESS"
"""The document whose next review is due in the days to come."""

LATE = "invigilator2"
"""Who has still to acknowledge the instruction that takes effect next week."""


def tell(body: Body) -> None:
    """Taken in and approved in two steps; read again each year; three changed, one of which waits for approval."""
    diary = body.diary
    diary.ago(714, partial(_take_in, body, True), "10:00")
    diary.ago(712, partial(_put_into_effect, body), "11:00")
    diary.ago(711, partial(_distribute, body, True), "15:00")
    diary.ago(699, partial(_register_what_comes_from_outside, body))
    diary.ago(622, partial(_take_in, body, False), "10:00")
    diary.ago(620, partial(_put_into_effect, body), "11:00")
    diary.ago(619, partial(_distribute, body, False), "15:00")
    diary.ago(491, partial(_ask_for_signatures, body), "09:30")
    diary.ago(483, partial(_sign_all, body), "13:00")
    diary.ago(348, partial(_confirm, body, YEARLY), "14:00")
    diary.ago(200, partial(_change, body, "PO-QUALITY"), "14:00")
    diary.ago(150, partial(_name_the_machines, body), "10:00")
    diary.ago(24, partial(_confirm, body, YEARLY, but=(TO_COME, MACHINES)), "14:00")
    diary.ago(22, partial(_confirm, body, 24, of=FIRST), "14:00")
    diary.ago(12, partial(_change, body, "WI-INVIGILATION", ahead=22), "13:00")
    diary.ago(5, partial(_sign, body, "invigilator1", "WI-INVIGILATION", VersionState.APPROVED), "20:00")
    diary.ago(2, partial(_submit_a_change, body, "PO-SECURITY"), "15:40")
    _look_at_what_comes_from_outside(body)


def _is_first(code: str) -> bool:
    return code in FIRST or starters()[code].review_months <= YEARLY


def _take_in(body: Body, founding: bool) -> None:
    """Whoever keeps the documents takes them in, and has read them when the director does."""
    for code in starters():
        if _is_first(code) is founding:
            starter.take_in(by=body.by(KEEPER), code=code, owner=body.people[KEEPER])


def _put_into_effect(body: Body) -> None:
    for draft in _versions(VersionState.DRAFT):
        _approve(body, draft)


def _versions(*states: VersionState, codes: Iterable[str] | None = None) -> list[DocumentVersion]:
    """Versions in these states, of these documents or of all, in the order of their documents."""
    found = DocumentVersion.objects.filter(state__in=states).select_related(*DocumentVersion.reload_with)
    chosen = found if codes is None else found.filter(document__code__in=codes)
    return list(chosen.order_by("document__code", "language"))


def _approve(body: Body, draft: DocumentVersion, ahead: int = 0) -> None:
    submitted = versions.submit(by=body.by(KEEPER), version=draft)
    versions.approve(
        by=body.by(APPROVER),
        version=submitted,
        effective_on=clock.today() + timedelta(days=ahead),
        no_training_favoured=draft.document.is_public,
    )


def _distribute(body: Body, founding: bool) -> None:
    """Everybody has the documents that concern their duties."""
    for each in body.told.documents["distributed"]:
        if _is_first(each["code"]) is founding:
            distribution.distribute(by=body.by(KEEPER), document=_document(each["code"]), role=each["role"])


def _ask_for_signatures(body: Body) -> None:
    """From a week later on nobody works in these roles who has not said that they understood their instruction."""
    begins = clock.today() + timedelta(days=8)
    for each in body.told.documents["acknowledged"]:
        asked: dict[str, Any] = {"must_acknowledge": True, "from_on": begins, "questions": each.get("questions", [])}
        distribution.distribute(by=body.by(KEEPER), document=_document(each["code"]), role=each["role"], **asked)


def _document(code: str) -> Document:
    return Document.objects.select_related("scope", "owner").get(code=code)


def _sign_all(body: Body) -> None:
    """Whoever was given such a role reads, answers the questions, and signs."""
    for each in body.told.documents["acknowledged"]:
        version = effective(each["code"], "en")
        given = grants.given_on(clock.today()).filter(role=role(each["role"]).code)
        for person in Person.objects.filter(pk__in=given.values("person")).order_by("number"):
            acknowledge(person, version)


def acknowledge(person: Person, version: DocumentVersion | None) -> None:
    """Somebody answers what they are asked, and says that they have understood."""
    assert version is not None  # noqa: S101  # what is to be acknowledged is in effect, or about to be
    answers = tuple(int(str(each["right"])) for each in questions_for(person.pk, version))
    distribution.acknowledge(by=actors.person(person.pk), person=person, version=version, answers=answers)


def _sign(body: Body, key: str, code: str, state: VersionState) -> None:
    (version,) = _versions(state, codes=[code])
    acknowledge(body.people[key], version)


def _confirm(body: Body, months: int, but: tuple[str, ...] = (), of: tuple[str, ...] = ()) -> None:
    """What is due for its review is read again beside what is done, and confirmed by who did not write it."""
    due = {code for code, each in starters().items() if each.review_months == months and code not in but}
    for version in _versions(VersionState.EFFECTIVE, codes=due & set(of) if of else due):
        reviewed = versions.review(by=body.by(KEEPER), version=version)
        versions.confirm(by=body.by(APPROVER), version=reviewed, findings=body.told.documents["confirmed"])


def _drafted(body: Body, code: str) -> DocumentVersion:
    """A second version of a document: what it said, and what is added."""
    by, told = body.by(KEEPER), body.told.documents["changed"][code]
    begun = versions.draft(by=by, document=_document(code), language="en")
    said = f"{begun.body.rstrip()}\n\n{told['added']}"
    return versions.write(by=by, version=begun, title=begun.title, body=said, summary=told["summary"])


def _change(body: Body, code: str, ahead: int = 0) -> None:
    _approve(body, _drafted(body, code), ahead)


def _submit_a_change(body: Body, code: str) -> None:
    versions.submit(by=body.by(KEEPER), version=_drafted(body, code))


def _name_the_machines(body: Body) -> None:
    """The public statement says in both languages what machines do from now on, before they do it."""
    by, told = body.by(KEEPER), body.told.documents["machines"]
    for language in ("en", "de"):
        begun = versions.draft(by=by, document=_document(MACHINES), language=language)
        said = {"title": begun.title, "body": told[language], "summary": told["summary"]}
        _approve(body, versions.write(by=by, version=begun, **said))


def _register_what_comes_from_outside(body: Body) -> None:
    for each in body.told.documents["outside"]:
        told = {name: said for name, said in each.items() if name != "checked"}
        external.register(by=body.by(KEEPER), owner=body.people[KEEPER], **told)


def _look_at_what_comes_from_outside(body: Body) -> None:
    """Within a year of the last time somebody looks whether an edition is still the current one."""
    for each in body.told.documents["outside"]:
        for days in each["checked"]:
            body.diary.ago(days, partial(_is_current, body, each["title"]), "16:10")


def _is_current(body: Body, title: str) -> None:
    found = next(each for each in ExternalDocument.objects.all() if each.title == title)
    external.check(by=body.by(KEEPER), external=found, findings=body.told.documents["still"])
