"""Pages of entity, money, threats, signals, training and AI use: all is done there, and outsiders see nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.governance import sightings
from guildhall.governance.acts import signals as judging
from guildhall.governance.models import (
    Accreditation,
    AiUse,
    Cover,
    EquivalentSearch,
    FinancialYear,
    LegalEntity,
    Liability,
    PublicWording,
    RegisterReview,
    Registration,
    RelatedBody,
    RevenueSource,
    Sighting,
    Threat,
    TrainingOffer,
    TrainingStatement,
)
from guildhall.identity.models import Person
from guildhall.ledger.records import Record
from tests.cast import sign_in
from tests.documents.making import said_publicly
from tests.governance.making_body import (
    House,
    a_client,
    a_related_body,
    a_source,
    a_year,
    accepted,
    accredited,
    analysed,
    covered,
    described,
    in_days,
    liable,
    named,
    offered,
    proved,
    searched,
    stated,
    switched_on,
    training_threat,
)
from tests.papers import upload


@pytest.fixture
def tom(client: Client, house: House) -> Client:
    return sign_in(client, house.cast.tom)


def signed_in(person: Person) -> Client:
    return sign_in(Client(), person)


def sent(client: Client, route: str, /, *parts: object, **typed: Any) -> Any:
    """A form that is sent and taken."""
    answer = client.post(reverse(f"governance:{route}", args=parts), {"once": "", **typed})
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.url).content.decode()


def raised(house: House) -> Sighting:
    """A signal that points at Olive."""
    told = {
        "words": "Seen %(count)d times.",
        "figures": {"count": 7},
        "link": [],
        "concerns": [str(house.cast.olive.pk)],
    }
    told |= {"signal": "x.y", "title": "One payer brings much", "about": "a", "kind": "financial"}
    return judging.record(by=sightings.MACHINE, value=7.0, limit=3.0, **told)


def test_entity_is_described_and_proved_on_its_page(house: House, tom: Client) -> None:
    assert "No legal entity is described yet" in tom.get(reverse("governance:entity")).content.decode()
    told = {"name": "Nordlicht GmbH", "form": "Limited company", "address": "Kiel", "certifies": "Technicians"}
    assert "HRB 4711" in sent(tom, "describe", register="Kiel", registration_number="HRB 4711", **told)
    assert LegalEntity.objects.get().described_by == house.cast.tom

    days = {"issued_on": "2026-02-01", "review_on": in_days(300).isoformat()}
    paper = {"kind": "extract", "issuer": "Amtsgericht", "reference": "HRB 4711", "proof": upload()}
    page = sent(tom, "registration-file", **paper, **days)
    proof = Registration.objects.get()
    assert (proof.number in page, proof.proof is not None) == (True, True)
    file = tom.get(reverse("governance:registration-proof", args=[proof.pk]))
    assert (file.status_code, b"".join(file).startswith(b"%PDF")) == (200, True)

    sent(tom, "registration-void", proof.pk, reason="Another company's.")
    assert Registration.objects.get().state == "void"


def test_accreditation_goes_its_way_on_its_page(house: House, tom: Client) -> None:
    days = {"granted_on": "2026-02-01", "until_on": in_days(500).isoformat()}
    told = {"accreditor": "Stelle", "reference": "D-1", "edition": "2012", "scope_words": "Technicians"}
    page = sent(tom, "accreditation-record", schemes=[str(house.scope.pk)], **told, **days)
    made = Accreditation.objects.get()
    assert house.scope.name in page

    sent(tom, "accreditation-suspend", made.pk, reason="A finding.")
    sent(tom, "accreditation-reinstate", made.pk, reason="Closed.")
    sent(tom, "accreditation-report", made.pk, report_on=in_days(200).isoformat())
    sent(tom, "accreditation-withdraw", made.pk, reason="Given back.")
    made.refresh_from_db()
    assert (made.state, made.report_on) == ("withdrawn", in_days(200))


def test_liability_cover_and_money_are_kept_on_their_pages(house: House, tom: Client) -> None:
    fiona = signed_in(house.fiona)
    days = {"from_on": "2026-01-01", "until_on": in_days(300).isoformat()}
    sent(
        fiona,
        "cover-record",
        kind="insurance",
        party="H",
        reference="1",
        covers="All",
        amount="2000",
        currency="EUR",
        **days,
    )
    page = sent(
        fiona, "liability-assess", risks="Errors", amount="3000", currency="EUR", review_on=in_days(100).isoformat()
    )
    assert "Not covered" in page
    sent(fiona, "cover-cancel", Cover.objects.get().pk, reason="Left.")

    sent(fiona, "year-open", year="2026", currency="EUR")
    year = FinancialYear.objects.get()
    sent(fiona, "year-source", year.pk, name="Fees", kind="candidates", amount="90")
    page = sent(fiona, "year-source", year.pk, name="Förde AG", kind="employer", amount="10", is_one_payer="on")
    client_pays = RevenueSource.objects.get(is_one_payer=True)
    assert ("Förde AG" in page, "10.0" in page, "<svg" in page) == (True, True, True)
    sent(fiona, "source-remove", client_pays.pk)
    sent(tom, "year-review", year.pk, conclusion="It lasts.", is_enough="yes")
    sent(tom, "year-reopen", year.pk, reason="A bill was missing.")
    assert FinancialYear.objects.get().state == "open"
    assert Liability.objects.count() == 1


def test_threat_goes_its_way_on_its_page(house: House, tom: Client) -> None:
    quinn = signed_in(house.cast.quinn)
    told = {"kind": "familiarity", "source": "people", "title": "Old friends", "description": "They rode together."}
    sent(quinn, "threat-identify", owner=house.cast.quinn.number, concerned=house.cast.olive.number, **told)
    threat = Threat.objects.get()
    assert threat.concerns == [str(house.cast.olive.pk)]

    grades = {"likelihood": "4", "gravity": "4"}
    sent(
        quinn, "threat-analyse", threat.pk, analysis="She may pass him.", treat_by_on=in_days(30).isoformat(), **grades
    )
    page = sent(quinn, "threat-treat", threat.pk, treatment="Others examine him.", likelihood="2", gravity="4")
    assert "8 of 25" in page
    answer = tom.post(reverse("governance:threat-accept", args=[threat.pk]), {"reasons": "Fine."})
    assert answer.status_code == 409
    assert "bring it before the impartiality committee" in answer.content.decode()
    sent(quinn, "threat-escalate", threat.pk, reasons="Eight are left.")
    sent(tom, "threat-settle", threat.pk, reasons="As resolved.")
    sent(quinn, "threat-review", threat.pk, reasons="Unchanged.")
    sent(quinn, "threat-close", threat.pk, reasons="He left.")
    assert Threat.objects.get().state == "closed"


def test_register_shows_where_threats_stand_and_what_changed(house: House, tom: Client) -> None:
    empty = tom.get(reverse("governance:threats-year")).content.decode()
    assert "No threat was analysed yet" in empty
    threat = accepted(house.cast)

    register = tom.get(reverse("governance:threats")).content.decode()
    assert (threat.title in register, "<svg" in register) == (True, True)
    year = tom.get(reverse("governance:threats-year")).content.decode()
    assert ("New: 1. Gone: 0." in year, threat.number in year) == (True, True)

    page = sent(tom, "register-review", findings="Looked at clients and schools.")
    assert RegisterReview.objects.get().number in page


def test_related_body_is_recorded_cleared_and_ended(house: House, tom: Client) -> None:
    told = {"name": "Verband", "kind": "association", "relation": "It founded us.", "since_on": "2020-01-01"}
    sent(tom, "related-relate", **told)
    related = RelatedBody.objects.get()
    assert "It wants nothing." in sent(tom, "related-clear", related.pk, reason="It wants nothing.")
    sent(tom, "related-end", related.pk, reason="Wound up.")
    assert RelatedBody.objects.get().state == "ended"


@pytest.mark.parametrize(
    ("verb", "typed", "state"),
    [
        ("name", lambda house, known: {"title": "One payer", "owner": house.cast.quinn.number}, "new-threat"),
        ("recognise", lambda house, known: {"threat": str(known.pk)}, "known-threat"),
        ("dismiss", lambda house, known: {}, "no-threat"),
    ],
)
def test_signal_is_judged_on_its_page(
    house: House, tom: Client, verb: str, typed: Callable[[House, Threat], dict[str, str]], state: str
) -> None:
    sighting, known = raised(house), analysed(house.cast)
    page = tom.get(reverse("governance:signal", args=[sighting.pk])).content.decode()
    shown = ("One payer brings much", "Seen 7 times.", house.cast.olive.family_name)
    assert [each for each in shown if each not in page] == []

    sent(tom, f"signal-{verb}", sighting.pk, reasons="Looked at.", **typed(house, known))
    assert Sighting.objects.get().state == state


def test_training_is_stated_offered_and_ended(house: House, tom: Client) -> None:
    assert "Not stated" in tom.get(reverse("governance:training")).content.decode()
    sent(tom, "training-state", trains="on", words="An academy of ours trains.")
    threat = training_threat(house.cast)
    told = {"kind": "training", "title": "Two days", "scope": str(house.scope.pk), "threat": str(threat.pk)}
    page = sent(tom, "training-offer", begins_on=in_days(10).isoformat(), **told)
    assert ("Two days" in page, threat.number in page) == (True, True)
    sent(tom, "training-end", TrainingOffer.objects.get().pk, reason="Sold.")
    assert TrainingOffer.objects.get().state == "ended"
    assert TrainingStatement.objects.get().trains


@pytest.mark.parametrize(
    ("verb", "typed", "state"), [("approve", {}, "approved"), ("reject", {"reason": "Few."}, "rejected")]
)
def test_search_is_made_by_one_and_judged_by_another(
    house: House, tom: Client, verb: str, typed: dict[str, str], state: str
) -> None:
    told = {"requirement": "SAFE", "course": "Own course", "looked_at": "Four schools", "findings": "None."}
    sent(signed_in(house.cast.quinn), "search-propose", scope=str(house.scope.pk), **told)
    sent(tom, f"search-{verb}", EquivalentSearch.objects.get().pk, **typed)
    assert EquivalentSearch.objects.get().state == state


def test_text_for_the_public_is_read_before_it_is_published(house: House, tom: Client) -> None:
    olive = signed_in(house.cast.olive)
    page = sent(olive, "wording-propose", title="Flyer", medium="Paper", words="Our course makes it easier.")
    assert "Passages to read twice" in page
    text = PublicWording.objects.get()
    answer = tom.post(reverse("governance:wording-clear", args=[text.pk]), {"no_training_favoured": "on"})
    assert answer.status_code == 409
    sent(tom, "wording-refuse", text.pk, reasons="It promises ease.")
    sent(olive, "wording-propose", title="Page", medium="Site", words="Two examinations.")
    other = PublicWording.objects.get(title="Page")
    sent(tom, "wording-clear", other.pk, no_training_favoured="on")
    sent(tom, "wording-withdraw", other.pk, reasons="Old.")
    assert sorted(PublicWording.objects.values_list("state", flat=True)) == ["refused", "withdrawn"]


def test_use_of_ai_goes_its_way_on_its_page(house: House, tom: Client) -> None:
    quinn, uma, aino = (signed_in(each) for each in (house.cast.quinn, house.uma, house.aino))
    people = {"owner": house.cast.quinn.number, "overseer": house.aino.number, "oversight": "Monthly."}
    told = {"code": "item-drafting", "name": "Drafting", "purpose": "Drafts.", "touches": "items", "supplier": "M"}
    page = sent(quinn, "ai-propose", model_name="Skald", model_version="1", **told, **people)
    use = AiUse.objects.get()
    assert page.count("missing") >= 5

    risks = {f"risk_to_{each}": "Small." for each in ("impartiality", "confidentiality", "security")}
    sent(aino, "ai-assess", use.pk, threat=str(analysed(house.cast).pk), **risks)
    proof = {"verification": "Tried.", "expert": house.xenia.number, "expert_findings": "Sound.", "report": upload()}
    sent(uma, "ai-verify", use.pk, **proof)
    report = tom.get(reverse("governance:ai-report", args=[use.pk]))
    assert b"".join(report).startswith(b"%PDF")
    said_publicly(house.cast, "ai", "We use a machine for the drafting of items.")
    sent(tom, "ai-disclose", use.pk)
    page = sent(tom, "ai-activate", use.pk, evaluate_on=in_days(100).isoformat())
    assert "On</span>" in page.replace("\n", "")

    count = {"outputs": "10", "overridden": "1", "findings": "Sound.", "is_fit": "yes"}
    sent(aino, "ai-evaluate", use.pk, **count)
    sent(aino, "ai-question", use.pk, reason="Drift.")
    sent(aino, "ai-evaluate", use.pk, **count)
    sent(tom, "ai-confirm", use.pk, evaluate_on=in_days(100).isoformat())
    sent(tom, "ai-entrust", use.pk, **people)
    sent(quinn, "ai-change-model", use.pk, model_name="Skald", model_version="2")
    assert AiUse.objects.get().state == "assessed"
    sent(tom, "ai-retire", use.pk, reason="Another comes.")
    assert AiUse.objects.get().state == "retired"


def test_candidate_acknowledges_the_statement_on_ai(house: House) -> None:
    carla = signed_in(house.cast.carla)
    assert "We have published nothing" in carla.get(reverse("governance:ai-statement")).content.decode()
    said_publicly(house.cast, "ai", "We use machines.")
    assert "Read how we use" in carla.get(reverse("governance:ai-statement")).content.decode()
    assert "You have acknowledged" in sent(carla, "ai-statement")


def everything(house: House) -> list[tuple[str, Record]]:
    """One record of each kind, with the name of its page."""
    year, offer = a_year(house), offered(house)
    a_source(house, year, 50)
    a_client(house, year, 50)
    stated(house.cast, trains=True)
    described(house.cast)
    return [
        ("registration", proved(house.cast)),
        ("accreditation", accredited(house.cast, house.scope)),
        ("cover", covered(house)),
        ("liability", liable(house)),
        ("year", year),
        ("threat", offer.threat),
        ("related", a_related_body(house.cast)),
        ("signal", raised(house)),
        ("search", searched(house)),
        ("ai-use", switched_on(house)),
    ]


LISTS = ("entity", "threats", "threats-year", "related-bodies", "signals", "training", "wordings", "ai-uses")


def test_every_page_shows_its_record(house: House, tom: Client) -> None:
    records = everything(house)
    for name, record in records:
        answer = tom.get(reverse(f"governance:{name}", args=[record.pk]))
        assert (name, answer.status_code, record.number in answer.content.decode()) == (name, 200, True)
    assert [tom.get(reverse(f"governance:{name}")).status_code for name in LISTS] == [200] * len(LISTS)


def test_outsiders_see_nothing_of_it(house: House, client: Client) -> None:
    records = everything(house)
    otto = sign_in(client, house.cast.otto)
    pages = [reverse(f"governance:{name}", args=[record.pk]) for name, record in records]
    pages += [reverse(f"governance:{name}") for name in LISTS]
    answers = [otto.get(page) for page in pages]
    assert {each.status_code for each in answers} == {403}
    words = ("Windpark", "Hanse", "Nordlicht Zertifizierung", "Own safety course", "Skald", "Verband Nordlicht")
    assert [word for word in words if any(word in each.content.decode() for each in answers)] == []


@pytest.mark.parametrize("name", ["threats", "signals", "related-bodies", "ai-uses", "wordings"])
def test_lists_cost_the_same_for_many_rows(
    house: House, tom: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    def rows(count: int) -> None:
        for number in range(count):
            named(house.cast)
            a_related_body(house.cast, name=f"Body {number}")
            told = {
                "signal": "x.y",
                "title": "Y",
                "kind": "financial",
                "words": "Seen.",
                "figures": {},
                "link": [],
                "concerns": [],
            }
            about = f"{Sighting.objects.count()}"
            judging.record(by=sightings.MACHINE, about=about, value=1.0, limit=1.0, **told)

    def asked() -> int:
        with django_assert_max_num_queries(60) as counted:
            assert tom.get(reverse(f"governance:{name}")).status_code == 200
        return len(counted)

    rows(2)
    asked()
    before = asked()
    rows(10)
    assert asked() == before
