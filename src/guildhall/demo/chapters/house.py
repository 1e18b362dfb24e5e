"""The legal entity: who answers, what covers it, who pays, what it says on training and to the public."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.conf import settings

from guildhall.demo.body import Body
from guildhall.governance.acts import accreditations, covers, entity, finance, training, wordings
from guildhall.governance.models import FinancialYear, PublicWording
from guildhall.kernel import clock
from guildhall.kernel.periods import Period

DIRECTOR, KEEPER, MONEY, OFFICE = "director", "quality", "finance", "operations"
YEAR = timedelta(days=365)
RENEWED = 330
"""How many days ago insurance and reserve were renewed for a year: both end in five weeks."""


def tell(body: Body) -> None:
    """Described at the founding; covered for a year each; accredited; its money reviewed; two texts for the public."""
    diary = body.diary
    diary.ago(717, partial(_describe, body), "10:00")
    diary.ago(717, partial(_file_proofs, body), "11:00")
    diary.ago(695, partial(_cover, body), "10:00")
    diary.ago(RENEWED, partial(_cover, body), "10:00")
    diary.ago(340, partial(_be_accredited, body), "15:00")
    for told in body.told.house["training"]:
        diary.ago(told["days"], partial(_state_on_training, body, told["words"]), "12:00")
    diary.ago(33, partial(_close_the_books, body), "09:30")
    diary.ago(27, partial(_review_the_money, body), "14:00")
    diary.ago(26, partial(_hand_in_texts, body), "10:00")
    diary.ago(21, partial(_read_the_first_text, body), "17:00")


def _describe(body: Body) -> None:
    """The body is known by the name that this installation shows to everybody."""
    known_as = settings.GUILDHALL.body_name
    entity.describe(by=body.by(DIRECTOR), known_as=known_as, **body.told.house["entity"])


def _file_proofs(body: Body) -> None:
    for told in body.told.house["proofs"]:
        said = {name: told[name] for name in ("kind", "issuer", "reference")}
        review_on = Period(months=told["months"]).after(clock.today())
        entity.file_proof(by=body.by(KEEPER), issued_on=clock.today(), review_on=review_on, **said)


def _cover(body: Body) -> None:
    """What the body may become liable for is assessed, and covered for a year."""
    today, told = clock.today(), body.told.house["liability"]
    covers.assess(by=body.by(MONEY), risks=told["risks"], amount=Decimal(told["amount"]), review_on=today + 2 * YEAR)
    for each in body.told.house["covers"]:
        said = {**each, "amount": Decimal(each["amount"]), "from_on": today, "until_on": today + YEAR}
        covers.record(by=body.by(MONEY), **said)


def _be_accredited(body: Body) -> None:
    today = clock.today()
    accreditations.record(
        by=body.by(KEEPER),
        schemes=[body.scheme.scope],
        granted_on=today,
        until_on=Period(months=48).after(today),
        report_on=today + YEAR,
        **body.told.house["accreditation"],
    )


def _state_on_training(body: Body, words: str) -> None:
    training.state(by=body.by(DIRECTOR), trains=False, educates=False, words=words)


def _last_year() -> int:
    return clock.today().year - 1


def _close_the_books(body: Body) -> None:
    """Where the money of last year came from: one employer brought nearly a third."""
    year = finance.open_year(by=body.by(MONEY), year=_last_year())
    for told in body.told.house["money"]:
        finance.record(by=body.by(MONEY), year=year, **{**told, "amount": Decimal(told["amount"])})


def _review_the_money(body: Body) -> None:
    year = FinancialYear.objects.get(year=_last_year())
    finance.review(by=body.by(DIRECTOR), year=year, conclusion=body.told.house["concluded"], is_enough=True)


def _hand_in_texts(body: Body) -> None:
    for told in body.told.house["wordings"]:
        said: dict[str, Any] = {name: told[name] for name in ("title", "medium", "words")}
        wordings.propose(by=body.by(OFFICE), **said)


def _read_the_first_text(body: Body) -> None:
    """One text is cleared; in the other a course stands beside an advantage, and it waits."""
    cleared = {told["title"] for told in body.told.house["wordings"] if told["cleared"]}
    for text in PublicWording.objects.filter(title__in=cleared):
        wordings.clear(by=body.by(KEEPER), wording=text, no_training_favoured=True)
