"""Somebody's certification file as one page, from application to certificate; made to be read, linked and printed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.applications.lifecycles import APPLICATION
from guildhall.applications.models import Verdict
from guildhall.certification import chronicle
from guildhall.certification.chronicle import Course, Taken
from guildhall.certification.permissions import may_open_files
from guildhall.certification.queries import by_person
from guildhall.certification.queries.criteria import DAY, plain_number
from guildhall.certification.readings import open_whole_file
from guildhall.certification.views.words import certificate_status, certification_status, file_status
from guildhall.exams.lifecycles import ATTEMPT, CANDIDACY
from guildhall.exams.models import Result
from guildhall.identity.models import Person
from guildhall.identity.persons import names
from guildhall.shell import histories
from guildhall.shell.pages import page
from guildhall.shell.records import Link, Status, Tone, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated


@dataclass(frozen=True)
class Line:
    """One thing on the way: when, what, more of it, how it stands, and the record behind it."""

    at: Any
    what: str
    why: str = ""
    status: Status | None = None
    url: str = ""


@dataclass(frozen=True)
class Part:
    """A stage of the way with its lines; `empty` where nothing is there yet."""

    title: str
    lines: list[Line]
    empty: str


@page(area="desk", permission=may_open_files)
def whole(request: PageRequest, pk: UUID) -> HttpResponse:
    """The whole file of a person, in the schemes in which the reader works; every look is logged."""
    person = open_whole_file(by=request.actor, person=get_object_or_404(Person, pk=pk))
    scopes = chronicle.scopes_open_to(request.person.pk)
    found = chronicle.courses(person, scopes)
    context = {
        "title": _("Certification file of %(name)s") % {"name": person.name},
        "person_of_file": person,
        "courses": [(each, _parts(each)) for each in found],
        "history": histories.told(chronicle.told(person), request) if scopes is None else [],
    }
    return render(request, "certification/whole.html", context)


def _parts(course: Course) -> list[Part]:
    return [
        Part(_("Application"), _application(course), ""),
        Part(_("Assessment"), _assessment(course), _("Attempts stand here once a seat is booked.")),
        Part(_("Decisions"), _decisions(course), _("A decision is prepared when the file is complete.")),
        Part(_("Certification"), _certification(course), _("A certification begins with the decision that grants it.")),
        Part(_("Who was involved"), _involved(course), _("Nobody yet.")),
    ]


def _application(course: Course) -> list[Line]:
    application = course.application
    link = ("applications:application", application.pk)
    word = Status(translated(APPLICATION.words[application.state]))
    lines = [_line(application.made_at, _("Application %(number)s") % {"number": application}, "", word, link)]
    lines += [
        _line(
            each.signed_at,
            str(each.get_kind_display()),
            _("signed, %(words)s") % {"words": each.version_number},
            None,
            link,
        )
        for each in application.signatures.order_by("signed_at")
    ]
    lines += [
        _line(each.found_at, each.requirement.words, _by(each.found_by), _verdict(each.verdict), link)
        for each in sorted(course.findings, key=lambda found: found.found_at)
    ]
    if application.decided_by:
        lines.append(_line(application.decided_at, _("Decided on admission"), _by(application.decided_by), None, link))
    return lines


def _signed(version: str) -> str:
    return _("signed, in the words of %(version)s") % {"version": version}


def _verdict(verdict: str) -> Status:
    tone = Tone.FAILS if verdict == Verdict.NOT_MET else Tone.HOLDS
    return Status(str(Verdict(verdict).label), tone)


def _assessment(course: Course) -> list[Line]:
    if course.candidacy is None:
        return []
    state = Status(translated(CANDIDACY.words[course.candidacy.state]))
    link: Link = ("exams:candidacy", course.candidacy.pk)
    lines = [
        _line(course.candidacy.opened_at, _("Candidacy %(number)s") % {"number": course.candidacy}, "", state, link)
    ]
    return lines + [_attempt(each) for each in course.attempts]


def _attempt(taken: Taken) -> Line:
    attempt, result = taken.attempt, taken.result
    status = Status(translated(ATTEMPT.words[attempt.state]))
    told = f"{attempt.component.title}, {attempt.sitting.number}"
    if result is not None:
        told += f" · {_points(result)}"
    if result is not None and result.released_at:
        status = Status(_("passed"), Tone.HOLDS) if result.passed else Status(_("not passed"), Tone.FAILS)
    return _line(attempt.booked_at, attempt.number, told, status, ("exams:attempt", attempt.pk))


def _points(result: Result) -> str:
    return _("%(score)s of %(maximum)s, cut %(cut)s") % {
        "score": plain_number(result.score),
        "maximum": plain_number(result.maximum),
        "cut": plain_number(result.cut),
    }


def _decisions(course: Course) -> list[Line]:
    return [
        _line(
            each.decided_at or each.prepared_at,
            f"{each.number}: {each.kind_word}",
            _by(each.decided_by),
            file_status(each),
            ("certification:file", each.pk),
        )
        for each in course.decisions
    ]


def _certification(course: Course) -> list[Line]:
    lines = [
        _line(
            each.effective_on,
            each.number,
            _("until %(day)s") % {"day": date_format(each.expires_on, DAY)},
            certification_status(each),
            ("certification:certification", each.pk),
        )
        for each in course.certifications
    ]
    return lines + [
        _line(
            each.issued_at or each.prepared_at,
            _("Certificate %(number)s") % {"number": each},
            "",
            certificate_status(each),
            ("certification:document", each.pk) if each.document_id else (),
        )
        for each in course.certificates
    ]


def _involved(course: Course) -> list[Line]:
    called = names(each.person_id for each in course.involved)
    barred, free = Status(_("may not decide"), Tone.FAILS), Status(_("not barred by it"), Tone.OPEN)
    return [
        Line(
            each.last_at,
            called.get(each.person_id, ""),
            f"{each.what} ({', '.join(each.numbers)})",
            barred if each.barred else free,
        )
        for each in by_person(course.involved)
    ]


def _line(at: Any, what: str, why: str, status: Status | None, link: Link) -> Line:
    return Line(at, what, why, status, url(link))


def _by(person: Person | None) -> str:
    return _("by %(name)s") % {"name": person.name} if person else ""
