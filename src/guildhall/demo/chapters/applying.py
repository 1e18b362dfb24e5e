"""Applying: people apply with evidence, are reviewed, admitted or rejected, and hand in later what is due later."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.applications.acts import applications, evidence, reviews, signatures
from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application, SignatureKind, Verdict
from guildhall.demo import paper, people, words
from guildhall.demo.applicants import TRAINED, Applicant, Plan, Way, plans
from guildhall.demo.body import Body, given_an_account
from guildhall.demo.chance import drawn
from guildhall.identity.acts import persons
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.personnel.acts import courses
from guildhall.personnel.models import Course
from guildhall.schemes.models import Requirement
from guildhall.vault.files import Received, receive
from guildhall.vault.kinds import PDF

REVIEWER, OFFICE = "review", "operations"
REGISTRATION = actors.public("registration")
AT_APPLICATION = ("EDU", "SAFE")
TO_JUDGE = Period(working_days=2)
TAUGHT_UNTIL = 425
"""How many days ago the courses ended that two people of the body gave."""

TAUGHT_FOR = 20
"""Days that they lasted."""


def tell(body: Body) -> None:
    """Everybody applies on their day; what comes of it follows in the days after."""
    body.diary.ago(TAUGHT_UNTIL - 3, partial(_declare_the_courses, body), "18:00")
    for plan in plans():
        body.diary.ago(plan.applied, partial(_apply, body, plan), f"{10 + plan.place % 8}:{plan.place % 6}0")


def _apply(body: Body, plan: Plan) -> None:
    told = people.applicant(plan.place, on_paper=plan.on_paper)
    office = plan.on_paper
    person = persons.register(by=body.by(OFFICE) if office else REGISTRATION, **vars(told))
    applicant = Applicant(plan, person if office else given_an_account(person))
    body.applicants[plan.place] = applicant
    by = body.by(OFFICE) if office else applicant.by
    applications.begin(by=by, person=person, version=body.version, language=told.language)
    _fill_in(body, applicant, by)
    if plan.way is not Way.DRAFT:
        _complete(applicant, by)
        _go_on(body, plan)


def _fill_in(body: Body, applicant: Applicant, by: Actor) -> None:
    """The part of an application that also somebody has done who stops in the middle."""
    told = people.applicant(applicant.place)
    applications.identify(
        by=by,
        application=applicant.application,
        identity_document=f"Identity card {drawn('card', applicant.place).randrange(10**8, 10**9)}",
        birth_date=told.birth_date,
    )
    for requirement in _requirements(body, AT_APPLICATION[: 1 if applicant.plan.way is Way.DRAFT else 2]):
        _hand_in(applicant, by, requirement)


def _complete(applicant: Applicant, by: Actor) -> None:
    """What is left of an application after its evidence, up to its submission."""
    taught = words.TRAINED_BY_AN_EXPERT if applicant.place == TRAINED else ""
    named: dict[str, Any] = {"trainers": taught, "nobody": not taught}
    application = applications.name_trainers(by=by, application=applicant.application, **named)
    application = applications.answer_notice(by=by, application=application, needs_help=False)
    for kind in SignatureKind:
        _sign(applicant, by, kind)
    application = applications.see_overview(by=by, application=application)
    signed = _paper(applicant, "Application", words.SIGNED_ON_PAPER) if application.on_paper else None
    applications.submit(by=by, application=application, confirmed=not application.on_paper, paper=signed)


def _sign(applicant: Applicant, by: Actor, kind: SignatureKind) -> None:
    """A signature is given in the portal, or entered by operations from paper."""
    application = applicant.application
    if application.on_paper:
        scan = _paper(applicant, str(kind.label), words.SIGNED_ON_PAPER)
        signatures.enter(by=by, application=application, kind=kind, signed_on=_yesterday(), scan=scan)
    else:
        signatures.sign(by=by, application=application, kind=kind, agreed=True)


def _go_on(body: Body, plan: Plan) -> None:
    """Enter what comes next: a review within the week, and what it leads to."""
    diary, days = body.diary, plan.reviewed
    match plan.way:
        case Way.SUBMITTED:
            return
        case Way.IN_REVIEW:
            diary.ago(days, partial(_take_up, body, plan.place), "13:00")
        case Way.ASKED | Way.LAPSED:
            diary.ago(days, partial(_ask, body, plan.place), "11:45")
        case Way.REJECTED:
            diary.ago(days, partial(_reject, body, plan.place), "15:30")
        case Way.WITHDRAWN:
            diary.ago(days, partial(_withdraw, body, plan.place), "08:30")
        case _:
            diary.ago(days, partial(_admit, body, plan.place), "14:15")
            diary.ago(days - 3, partial(_hand_in_later, body, plan.place, "MED"), "19:00")
            diary.ago(days - 6, partial(judge, body, plan.place, "MED"), "10:10")


def _take_up(body: Body, place: int) -> Application:
    application = body.applicants[place].application
    return reviews.take_up(by=body.by(REVIEWER), application=application, no_conflict=True)


def _admit(body: Body, place: int) -> None:
    _take_up(body, place)
    for code in AT_APPLICATION:
        judge(body, place, code)
    if place == TRAINED:
        _record_the_training(body, place)
    reviews.admit(by=body.by(REVIEWER), application=body.applicants[place].application)


def _declare_the_courses(body: Body) -> None:
    """Two people of the body taught the same class, and declare it; its participants become known later."""
    for key in (people.TRAINER, people.TRAINED_TOO):
        courses.declare(
            by=body.by(key),
            trainer=body.people[key],
            title=words.TAUGHT[key],
            organisation=words.SCHOOL,
            scope=body.scheme.scope,
            began_on=body.days.on(TAUGHT_UNTIL + TAUGHT_FOR),
            ended_on=body.days.on(TAUGHT_UNTIL),
        )


def _record_the_training(body: Body, place: int) -> None:
    """The reviewer reads who trained the applicant, and names them as a participant of both courses."""
    person = body.applicants[place].person
    for course in Course.objects.select_related(*Course.reload_with).order_by("number"):
        courses.enrol(by=body.by(REVIEWER), person=person, course=course)


def _ask(body: Body, place: int) -> None:
    reviews.ask(by=body.by(REVIEWER), application=_take_up(body, place), question=words.QUESTION)


def _reject(body: Body, place: int) -> None:
    application = _take_up(body, place)
    reason = words.REJECTIONS[place % len(words.REJECTIONS)]
    requirement = body.requirement(reason.code)
    found: dict[str, Any] = {"requirement": requirement, "verdict": Verdict.NOT_MET, "reasons": reason.found}
    reviews.find(by=body.by(REVIEWER), application=application, **found)
    reviews.reject(by=body.by(REVIEWER), application=application, reasons=reason.told)


def _withdraw(body: Body, place: int) -> None:
    applicant = body.applicants[place]
    applications.withdraw(by=applicant.by, application=applicant.application)


def judge(body: Body, place: int, code: str) -> None:
    """The reviewer finds a requirement met on the evidence that was handed in for it."""
    requirement = body.requirement(code)
    reviews.find(
        by=body.by(REVIEWER),
        application=body.applicants[place].application,
        requirement=requirement,
        verdict=Verdict.MET,
        reasons=words.SEEN[code],
        dated_on=_dated(body.applicants[place], requirement),
    )


def _hand_in_later(body: Body, place: int, code: str) -> None:
    """What is due after admission comes as the candidate has it; nothing comes from whom nothing is awaited."""
    applicant = body.applicants[place]
    if applicant.application.state == ApplicationState.ACCEPTED:
        _hand_in(applicant, applicant.by, body.requirement(code))


def show_experience(body: Body, place: int) -> None:
    """Two years of service work, due by the decision: handed in now, and judged two working days later."""
    _hand_in_later(body, place, "EXP")
    day = TO_JUDGE.after(clock.today())
    body.diary.at(body.days.at(day, "10:20"), partial(judge, body, place, "EXP"))


def _requirements(body: Body, codes: Iterable[str]) -> list[Requirement]:
    return [body.requirement(code) for code in codes]


def _hand_in(applicant: Applicant, by: Actor, requirement: Requirement) -> None:
    """A certificate as a scan, or a statement in words."""
    code = requirement.code
    sheet = _paper(applicant, words.PAPERS[code], words.PAPER_LINES[code]) if code in words.PAPERS else None
    evidence.provide(
        by=by,
        application=applicant.application,
        requirement=requirement,
        words=words.EVIDENCE[code],
        dated_on=_dated(applicant, requirement),
        paper=sheet,
    )


def _dated(applicant: Applicant, requirement: Requirement) -> date | None:
    """From when evidence counts that ages: some days or months before the application."""
    if not requirement.fresh_months:
        return None
    most = 50 if requirement.medical else 200
    since = drawn("dated", applicant.place, requirement.code).randrange(12, most)
    return clock.day_of(applicant.application.made_at) - timedelta(days=since)


def _paper(applicant: Applicant, heading: str, lines: Iterable[str]) -> Received:
    upload = SimpleUploadedFile(f"{heading}.pdf", paper.signed(heading, tuple(lines)), PDF.media_type)
    return receive(upload, key_id=applicant.person.data_key, allowed=(PDF,))


def _yesterday() -> date:
    return clock.today() - timedelta(days=1)
