"""Uses of artificial intelligence: registered, verified, told to everybody and watched over; one is off again."""

from datetime import timedelta
from functools import partial

from guildhall.demo.body import Body
from guildhall.demo.chapters.threats import threat_called
from guildhall.governance.acts import ai, oversight, threats
from guildhall.governance.models import AiUse
from guildhall.kernel import clock
from guildhall.kernel.periods import Period

KEEPER, OVERSEER, EXPERT, APPROVER, WRITER = "quality", "oversight", "expert5", "director", "expert2"
OWNER = "examinations"
DRAFTING = "item-drafting"
BEFORE_THE_NEXT = Period(months=11)
PROPOSED = (
    *("code", "name", "purpose", "touches", "supplier"),
    *("model_name", "model_version", "oversight"),
)


def tell(body: Body) -> None:
    """Two uses come on once everything about them is there; one went off by itself when its model was exchanged."""
    diary = body.diary
    diary.ago(190, partial(_register, body), "10:00")
    diary.ago(165, partial(_verify, body), "10:00")
    diary.ago(149, partial(_switch_on, body), "11:00")
    diary.ago(58, partial(_evaluate, body), "15:00")
    diary.ago(7, partial(_exchange_the_model, body), "09:20")


def _register(body: Body) -> None:
    """Both are in the register of uses, and what they could do to impartiality is in the register of threats."""
    told = body.told.house["machine_threat"]
    _name_the_threat(body)
    for said in body.told.house["machines"].values():
        owner, overseer = body.people[OWNER], body.people[OVERSEER]
        told_of = {name: said[name] for name in PROPOSED}
        use = ai.propose(by=body.by(KEEPER), owner=owner, overseer=overseer, **told_of)
        threat = threat_called(told["title"])
        ai.assess(by=body.by(OVERSEER), use=use, threat=threat, **body.told.house["machine_risks"])


def _name_the_threat(body: Body) -> None:
    told, by = body.told.house["machine_threat"], body.by(KEEPER)
    said = {name: told[name] for name in ("kind", "source", "title", "description")}
    named = threats.identify(by=by, owner=body.people[KEEPER], **said)
    (likelihood, gravity), (less, lighter) = told["before"], told["after"]
    treated_by = clock.today() + timedelta(days=30)
    analysed = threats.analyse(
        by=by,
        threat=named,
        analysis=told["analysis"],
        likelihood=likelihood,
        gravity=gravity,
        treat_by_on=treated_by,
    )
    treated = threats.treat(by=by, threat=analysed, treatment=told["treatment"], likelihood=less, gravity=lighter)
    threats.accept(by=body.by(APPROVER), threat=treated, reasons=body.told.house["accepted"])


def _uses() -> list[AiUse]:
    return list(AiUse.objects.select_related(*AiUse.reload_with).order_by("number"))


def _verify(body: Body) -> None:
    told = {said["code"]: said for said in body.told.house["machines"].values()}
    for use in _uses():
        said = {name: told[use.code][name] for name in ("verification", "expert_findings")}
        ai.verify(by=body.by(KEEPER), use=use, expert=body.people[EXPERT], **said)


def _switch_on(body: Body) -> None:
    """The public statement names them since yesterday; the director switches them on."""
    for use in _uses():
        disclosed = ai.disclose(by=body.by(KEEPER), use=use)
        ai.activate(by=body.by(APPROVER), use=disclosed, evaluate_on=BEFORE_THE_NEXT.after(clock.today()))


def _evaluate(body: Body) -> None:
    for use in _uses():
        said = {"outputs": 20, "overridden": 4, "findings": body.told.house["evaluated"], "is_fit": True}
        oversight.evaluate(by=body.by(OVERSEER), use=use, **said)


def _exchange_the_model(body: Body) -> None:
    """An item writer tells that another model answers: the use is off at once, and is verified anew."""
    use = AiUse.objects.select_related(*AiUse.reload_with).get(code=DRAFTING)
    version = body.told.house["changed_model"]
    ai.change_model(by=body.by(WRITER), use=use, model_name=use.model_name, model_version=version)
