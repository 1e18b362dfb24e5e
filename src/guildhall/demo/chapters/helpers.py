"""Helpers from outside: who hosts, sends mail, takes payments, calibrates, and holds examinations for the body."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.demo import paper
from guildhall.demo.body import Body
from guildhall.governance.acts import providers
from guildhall.governance.models import Provider
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.vault import keys
from guildhall.vault.files import Received, receive
from guildhall.vault.kinds import PDF

KEEPER, APPROVER = "operations", "director"
TERM = Period(months=36)
CLAUSES = {"confidentiality": "Section 7", "conflicts": "Section 8", "responsibility": "Section 2"}
PARTLY = ("name", "contact", "handles_personal_data")


def tell(body: Body) -> None:
    """Five were evaluated, bound and put on the list, and are watched each year; a sixth waits for its evaluation."""
    diary = body.diary
    diary.ago(560, partial(_evaluate_all, body), "10:00")
    diary.ago(550, partial(_bind_all, body), "11:00")
    diary.ago(548, partial(_use_all, body), "15:00")
    for days in (250, 30):
        diary.ago(days, partial(_watch_all, body), "15:00")
    diary.ago(8, partial(_propose_another, body), "15:30")


def _evaluate_all(body: Body) -> None:
    by = body.by(KEEPER)
    for told in body.told.house["providers"]:
        provider = providers.propose(by=by, **{name: told[name] for name in PARTLY})
        providers.serve(by=by, provider=provider, activity=told["activity"], scope=body.scope)
        providers.evaluate(by=by, provider=provider, findings=told["findings"])


def _each() -> list[Provider]:
    return list(Provider.objects.order_by("number"))


def _bind_all(body: Body) -> None:
    """Each signs an agreement, and says whether it has conflicts of interest."""
    by, today = body.by(KEEPER), clock.today()
    term = {"signed_on": today, "from_on": today, "until_on": TERM.after(today)}
    for provider in _each():
        said: dict[str, Any] = {**term, **CLAUSES, "document": _agreement(provider), "no_decisions": True}
        bound = providers.contract(by=by, provider=provider, **said)
        providers.declare(by=by, provider=bound, declared_on=today)


def _agreement(provider: Provider) -> Received:
    sheet = paper.signed(f"Agreement with {provider.name}", ("Every decision on certification stays with the body.",))
    upload = SimpleUploadedFile("Agreement, signed.pdf", sheet, PDF.media_type)
    return receive(upload, key_id=keys.BODY, allowed=(PDF,))


def _use_all(body: Body) -> None:
    for provider in _each():
        providers.use(by=body.by(APPROVER), provider=provider)


def _watch_all(body: Body) -> None:
    day = clock.today() - timedelta(days=1)
    watched: dict[str, Any] = {"monitored_on": day, "outcome": "satisfactory", "findings": body.told.house["watched"]}
    for provider in _each():
        providers.monitor(by=body.by(KEEPER), provider=provider, **watched)


def _propose_another(body: Body) -> None:
    by, told = body.by(KEEPER), body.told.house["candidate_provider"]
    provider = providers.propose(by=by, name=told["name"], contact=told["contact"], handles_personal_data=True)
    providers.serve(by=by, provider=provider, activity=told["activity"], scope=body.scope)
