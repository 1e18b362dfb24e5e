"""The scheme: a list of tasks, six people who rate it, and a version that follows from what they found."""

from decimal import Decimal
from functools import partial
from typing import Any

from guildhall.demo import words
from guildhall.demo.body import Body
from guildhall.demo.chance import drawn, within
from guildhall.demo.people import PANEL, Panellist
from guildhall.demo.reading import damaged
from guildhall.identity.acts import grants
from guildhall.identity.roles import SCHEME_MANAGER
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.schemes.acts import (
    analyses,
    competences,
    components,
    domains,
    drafts,
    lists,
    panels,
    parties,
    requirements,
    schemes,
    versions,
)
from guildhall.schemes.models import JobAnalysis, PanelMember, Scheme, SchemeVersion

AUTHOR = "expert1"
YEAR = Period(months=12)
BY_DOMAIN = {
    "Safety and rescue": (4.7, 4.0),
    "Hydraulics and pitch": (3.9, 3.3),
    "Drive train and bolted joints": (3.8, 3.6),
    "Electrical systems": (4.1, 3.1),
    "Control and fault finding": (3.7, 3.3),
    "Documentation and conduct": (3.1, 4.3),
}
"""How important and how frequent the tasks of a domain are, before each has its own share of chance."""


def tell(body: Body) -> None:
    """A job analysis becomes version 1, in effect for twenty months; a second scheme is being drafted."""
    diary = body.diary
    diary.ago(703, partial(_begin_the_analysis, body))
    diary.ago(700, partial(_hand_in_a_damaged_list, body), "14:00")
    diary.ago(697, partial(_hand_in_the_list, body))
    diary.ago(694, partial(_gather_the_panel, body))
    diary.ago(691, partial(_open_the_rating, body))
    for place, member in enumerate(PANEL):
        diary.ago(688 - 3 * place, partial(_rate, body, member), f"1{place}:20")
    diary.ago(670, partial(_close_the_rating, body))
    diary.ago(663, partial(_approve_the_analysis, body), "15:00")
    diary.ago(655, partial(_write, body))
    diary.ago(640, partial(_submit, body))
    diary.ago(630, partial(_validate, body), "16:00")
    diary.ago(618, partial(_approve, body), "11:00")
    diary.ago(608, partial(_publish, body))
    diary.ago(372, partial(_review, body), "14:00")
    diary.ago(110, partial(_open_the_second, body))
    diary.ago(104, partial(_draft_the_second, body))


def _analysis(body: Body) -> JobAnalysis:
    return JobAnalysis.objects.select_related("scheme__scope").get(scheme=body.scheme)


def _draft(body: Body) -> SchemeVersion:
    return SchemeVersion.objects.select_related("scheme__scope", "analysis").get(scheme=body.scheme)


def _begin_the_analysis(body: Body) -> None:
    analyses.begin(by=body.by(AUTHOR), scheme=body.scheme, importance_share=60, **words.ANALYSIS)


def _hand_in_a_damaged_list(body: Body) -> None:
    """Two rows are refused with their reasons, and the list is given up."""
    staged = lists.stage(
        by=body.by(AUTHOR), analysis=_analysis(body), name="tasks, first try.csv", content=damaged(body.told.tasks)
    )
    lists.discard(by=body.by(AUTHOR), task_import=staged)


def _hand_in_the_list(body: Body) -> None:
    staged = lists.stage(by=body.by(AUTHOR), analysis=_analysis(body), name="tasks.csv", content=body.told.tasks)
    lists.take(by=body.by(AUTHOR), task_import=staged)


def _gather_the_panel(body: Body) -> None:
    for each in PANEL:
        panels.join(
            by=body.by(AUTHOR),
            analysis=_analysis(body),
            person=body.people[each.key],
            interest=each.interest,
            qualification=each.qualification,
        )


def _open_the_rating(body: Body) -> None:
    analyses.open_rating(by=body.by(AUTHOR), analysis=_analysis(body))


def _rate(body: Body, panellist: Panellist) -> None:
    analysis = _analysis(body)
    member = PanelMember.objects.select_related("person", "analysis__scheme__scope").get(
        analysis=analysis, person=body.people[panellist.key]
    )
    ratings = {task.number: _rating(panellist, task.number, task.domain) for task in analysis.tasks.all()}
    panels.rate(by=body.by(panellist.key), member=member, ratings=ratings)


def _rating(panellist: Panellist, number: str, domain: str) -> tuple[int, int]:
    """What a member finds of a task: what the trade thinks of it, and a share of their own."""
    trade, own = drawn("task", number), drawn("rating", panellist.key, number)
    importance, frequency = (
        around + trade.gauss(0, 0.4) + own.gauss(panellist.mildness / 10, 0.5) for around in BY_DOMAIN[domain]
    )
    return _on_the_scale(importance), _on_the_scale(frequency)


def _on_the_scale(value: float) -> int:
    return round(within(1, value, 5))


def _close_the_rating(body: Body) -> None:
    analyses.close(by=body.by(AUTHOR), analysis=_analysis(body))


def _approve_the_analysis(body: Body) -> None:
    analyses.approve(by=body.by("committee4"), analysis=_analysis(body))


def _write(body: Body) -> None:
    told, by = body.told.scheme, body.by(AUTHOR)
    version = drafts.begin(by=by, scheme=body.scheme, title=told["title"], analysis=_analysis(body))
    version = domains.derive(by=by, version=version)
    for each in told["parties"]:
        version = parties.write(by=by, version=version, **each)
    for each in told["competences"]:
        tasks = tuple(str(number) for number in each["tasks"])
        version = competences.write(by=by, version=version, **{**each, "tasks": tasks})
    for each in told["requirements"]:
        version = requirements.write(by=by, version=version, **each)
    for each in told["components"]:
        numbers = {"cut": Decimal(each["cut"]), "fee": Decimal(each["fee"])}
        version = components.write(by=by, version=version, **{**each, **numbers})
        version = components.compute(by=by, version=version, component=each["code"])
    _write_words(by, version, told)


def _write_words(by: Actor, version: SchemeVersion, told: dict[str, Any]) -> None:
    said = told["statements"]
    what = _of(said, "scope_words", "purpose", "need", "population")
    version = drafts.describe(by=by, version=version, title=told["title"], **what)
    rules = _of(said, "process", "code_of_conduct", "agreement", "suspension_criteria", "abilities", "surveillance")
    version = drafts.regulate(by=by, version=version, **rules)
    version = drafts.set_terms(
        by=by,
        version=version,
        **_of(said, "interval_rationale", "recertification"),
        validity_months=told["validity_months"],
        fee=Decimal(told["fee"]),
    )
    drafts.leave_out(by=by, version=version, element="scope-change", reason=words.ONE_LEVEL)


def _of(said: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: said[name] for name in names}


def _submit(body: Body) -> None:
    versions.submit(by=body.by(AUTHOR), version=_draft(body))


def _validate(body: Body) -> None:
    versions.validate(
        by=body.by("panel3"),
        version=_draft(body),
        validation=words.VALIDATION,
        next_review_on=YEAR.after(clock.today()),
    )


def _approve(body: Body) -> None:
    versions.approve(by=body.by("committee4"), version=_draft(body))


def _publish(body: Body) -> None:
    versions.publish(by=body.by(AUTHOR), version=_draft(body), effective_on=clock.today(), no_training_favoured=True)


def _review(body: Body) -> None:
    """The version is looked at again, and kept; the next review was due a week ago: an honest red in the matrix."""
    versions.review(
        by=body.by("committee4"),
        version=body.version,
        outcome="keep",
        findings=words.REVIEW,
        next_review_on=YEAR.after(clock.today()),
    )


def _open_the_second(body: Body) -> None:
    told = body.told.scheme["blade_scheme"]
    scheme = schemes.open_scheme(by=body.by("director"), code=told["code"], name=told["name"], owner=told["owner"])
    manager = body.people[AUTHOR]
    grants.give(
        by=body.by("director"),
        person=manager,
        role=SCHEME_MANAGER.code,
        scope=scheme.scope,
        from_on=clock.today(),
    )


def _draft_the_second(body: Body) -> None:
    """A scheme of an association: its agreement is there, its evidence of development is still awaited (R-50)."""
    told, by = body.told.scheme["blade_scheme"], body.by(AUTHOR)
    scheme = Scheme.objects.select_related("scope").get(code=told["code"])
    version = drafts.begin(by=by, scheme=scheme, title=told["title"])
    said = {name: told[name] for name in ("title", "scope_words", "purpose", "need", "population")}
    version = drafts.describe(by=by, version=version, **said)
    drafts.note_owner(by=by, version=version, owner_agreement=told["owner_agreement"], owner_evidence="")
