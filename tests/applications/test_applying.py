"""Applying: begun, filled in part by part, submitted when nothing is missing, recalled, withdrawn."""

from datetime import date
from typing import Any

import pytest

from guildhall.applications import checklist
from guildhall.applications.acts import accommodations, applications, evidence, signatures
from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application, Evidence, SignatureKind
from guildhall.applications.queries import requirements, signed
from guildhall.identity.acts import persons
from guildhall.kernel import actors, clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Entry
from guildhall.schemes.models import Requirement, SchemeVersion
from tests import forge
from tests.applications.making import BORN, PASSPORT, a_complete_draft, a_draft, a_submitted, an_admitted, in_review
from tests.cast import Cast, acting
from tests.making import Made
from tests.papers import received


def refused(code: str, what: Any, **arguments: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        what(**arguments)
    assert caught.value.code == code
    assert caught.value.mend.sentence
    return caught.value


def missing(application: Application) -> list[str]:
    return [each.missing for each in checklist.incomplete(application)]


def replaced(made: Made) -> SchemeVersion:
    """A second version takes effect: it asks for the apprenticeship still, and for something new."""
    forge.alter(made.version, state="superseded", superseded_on=clock.today())
    fields = {
        field.name: getattr(made.version, field.name)
        for field in SchemeVersion._meta.local_fields
        if field.name not in {"id", "revision", "number", "ordinal", "state", "superseded_on"}
    }
    version = forge.make(SchemeVersion, **fields, number="WTT-2", ordinal=2, state="effective")
    for code, words in (("EDU", "A finished technical apprenticeship."), ("LANG", "Enough German for work.")):
        forge.make(
            Requirement,
            version=version,
            code=code,
            kind="other",
            words=words,
            rationale="It is needed.",
            evidence="It.",
        )
    return version


def test_a_draft_says_part_by_part_what_is_missing(cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    assert missing(draft) == [
        "your date of birth and the document that identifies you",
        "evidence for “A finished technical apprenticeship.”",
        "evidence for “A basic safety training.”",
        "an answer whether you need special arrangements in examinations",
        "who trained you",
        "your signature under the certification agreement",
        "your signature under the code of conduct",
        "that you have read the overview with the fees",
    ]

    applications.identify(by=acting(cast.carla), application=draft, identity_document=PASSPORT, birth_date=BORN)

    assert len(missing(Application.objects.get())) == 7


def test_what_is_due_later_can_be_left_open(cast: Cast, made: Made) -> None:
    draft = a_complete_draft(made, cast.carla)
    parts = {part.title: (part.is_due, part.is_complete) for part in checklist.sections(draft)}
    assert parts["Twelve months of work on turbines."] == (False, False)
    assert missing(draft) == []


def test_an_incomplete_application_is_refused_with_all_that_is_missing(cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    refusal = refused("R-22", applications.submit, by=acting(cast.carla), application=draft, confirmed=True)
    assert refusal.clauses == ("2012:9.1.1", "2012:9.1.2", "2026:9.2")
    assert all(each in refusal.sentence for each in missing(draft))
    attempt = Entry.objects.get(outcome="refused")
    assert (attempt.act, attempt.code) == ("applications.application.submit", "R-22")


def test_submission_is_signed_and_keeps_what_the_applicant_was_shown(cast: Cast, made: Made) -> None:
    draft = a_complete_draft(made, cast.carla)
    by = acting(cast.carla)
    assert refused("R-22", applications.submit, by=by, application=draft).field == "confirmed"

    submitted = applications.submit(by=by, application=draft, confirmed=True)

    submitted.refresh_from_db()
    assert (submitted.state, submitted.submitted_by, submitted.employed) == ("submitted", str(by), False)
    overview = submitted.overview
    assert (overview["version"], overview["fee"], overview["total"], overview["currency"]) == (
        "WTT-1",
        "90.00",
        "590.00",
        "EUR",
    )
    assert [each["code"] for each in overview["requirements"]] == ["EDU", "SAFE", "EXP"]
    assert [(each["code"], each["cut"], each["fee"]) for each in overview["components"]] == [
        ("W", "60", "180.00"),
        ("P", "70", "320.00"),
    ]


def test_signatures_keep_the_very_words_and_are_given_once(cast: Cast, made: Made) -> None:
    draft, by = a_draft(made, cast.carla), acting(cast.carla)
    refused("R-22", signatures.sign, by=by, application=draft, kind="agreement")
    refused("R-22", signatures.sign, by=by, application=draft, kind="oath", agreed=True)

    signatures.sign(by=by, application=draft, kind="agreement", agreed=True)

    refused("signed-once", signatures.sign, by=by, application=draft, kind="agreement", agreed=True)
    signature = signed(draft, SignatureKind.AGREEMENT)
    assert signature is not None
    assert (signature.words, signature.version_number, signature.signed_by, signature.signed_on) == (
        "I keep the rules of certification and tell changes.",
        "WTT-1",
        str(by),
        clock.today(),
    )
    assert signed(draft, SignatureKind.CONDUCT) is None


def test_nobody_signs_or_fills_in_for_somebody_with_an_account(cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    for other in (cast.olive, cast.otto, cast.ada, made.crew.rob):
        by = acting(other)
        refused("permission", applications.answer_notice, by=by, application=draft, needs_help=False)
        refused("permission", signatures.sign, by=by, application=draft, kind="agreement", agreed=True)
        refused("permission", applications.withdraw, by=by, application=draft)


def test_operations_fill_in_from_paper_what_somebody_without_an_account_signed(cast: Cast, made: Made) -> None:
    by = acting(cast.olive)
    draft = applications.begin(by=by, person=cast.gero, version=made.version, language="de")
    assert draft.on_paper
    applications.identify(by=by, application=draft, identity_document="Identity card L01", birth_date=BORN)
    draft.refresh_from_db()
    for each in requirements(draft, "application"):
        evidence.provide(by=by, application=draft, requirement=each, paper=received(cast.gero))
    applications.answer_notice(by=by, application=Application.objects.get(), needs_help=False)
    applications.name_trainers(by=by, application=Application.objects.get(), trainers="Windschule Nord, 2024")
    applications.see_overview(by=by, application=Application.objects.get())
    draft = Application.objects.get()
    for kind in SignatureKind:
        given = {"by": by, "application": draft, "kind": kind, "signed_on": clock.today()}
        refused("permission", signatures.sign, by=by, application=draft, kind=kind, agreed=True)
        refused("paper-kept", signatures.enter, **given)
        signatures.enter(**given, scan=received(cast.gero))
    assert refused("R-22", applications.submit, by=by, application=draft, confirmed=True).field == "paper"

    submitted = applications.submit(by=by, application=draft, paper=received(cast.gero))

    assert (submitted.state, submitted.submitted_by) == ("submitted", str(by))
    assert submitted.paper is not None


def test_paper_is_entered_by_a_second_person_with_a_date_that_is_past(cast: Cast, made: Made) -> None:
    draft = applications.begin(by=acting(cast.olive), person=cast.gero, version=made.version)
    given = {"application": draft, "kind": "agreement", "scan": received(cast.gero)}
    tomorrow = date(2026, 3, 3)
    assert refused("R-22", signatures.enter, by=acting(cast.olive), **given, signed_on=tomorrow).field == "signed_on"

    forge.alter(draft, person=cast.olive)
    draft.refresh_from_db()
    own = {**given, "application": Application.objects.get(), "scan": received(cast.olive)}
    refused("R-08", signatures.enter, by=acting(cast.olive), **own, signed_on=clock.today())


def test_nobody_begins_for_somebody_else(cast: Cast, made: Made) -> None:
    refused("R-46", applications.begin, by=acting(cast.otto), person=cast.carla, version=made.version)


def test_there_is_one_open_application_for_a_scheme(cast: Cast, made: Made) -> None:
    a_draft(made, cast.carla)
    given = {"by": acting(cast.carla), "person": cast.carla, "version": made.version}
    refusal = refused("one-application", applications.begin, **given)
    assert refusal.mend.link == ("applications:mine",)
    applications.withdraw(by=acting(cast.carla), application=Application.objects.get())
    assert applications.begin(**given).state == ApplicationState.DRAFT


def test_what_is_applied_for_is_offered(cast: Cast, made: Made) -> None:
    given = {"by": acting(cast.carla), "person": cast.carla, "version": made.version}
    refused("application-kind", applications.begin, **given, kind="honorary")
    refused("application-language", applications.begin, **given, language="la")


def test_nobody_applies_for_an_erased_person(cast: Cast, made: Made) -> None:
    persons.erase(by=acting(cast.tom), person=cast.gero, reason="He asked for it.")
    gone = type(cast.gero).objects.get(pk=cast.gero.pk)
    refused("erased-person", applications.begin, by=acting(cast.olive), person=gone, version=made.version)


def test_nobody_applies_under_a_version_that_is_not_in_effect(cast: Cast, made: Made) -> None:
    replaced(made)
    made.version.refresh_from_db()
    refused("R-24", applications.begin, by=acting(cast.carla), person=cast.carla, version=made.version)


def test_a_draft_of_a_replaced_version_goes_on_under_the_one_in_effect(cast: Cast, made: Made) -> None:
    draft, by = a_complete_draft(made, cast.carla), acting(cast.carla)
    refused("R-24", applications.go_on, by=by, application=draft)
    version = replaced(made)
    refusal = refused("R-24", applications.submit, by=by, application=draft, confirmed=True)
    assert refusal.mend.act == "applications.application.go_on"

    applications.go_on(by=by, application=draft)

    moved = Application.objects.select_related("version").get()
    standing = Evidence.objects.filter(removed_at__isnull=True)
    assert (moved.version, moved.overview, moved.overview_at) == (version, {}, None)
    assert [each.requirement.code for each in standing] == ["EDU"]
    assert missing(moved) == [
        "evidence for “Enough German for work.”",
        "your signature under the certification agreement",
        "your signature under the code of conduct",
        "that you have read the overview with the fees",
    ]


def test_a_draft_does_not_go_on_where_no_version_is_in_effect(cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    forge.alter(made.version, state="retired")
    refused("R-24", applications.go_on, by=acting(cast.carla), application=draft)


def test_who_applies_is_identified(cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    wrongs = [("identity_document", " "), ("birth_date", None), ("birth_date", date(2026, 3, 2))]
    for field, wrong in wrongs:
        given = {"identity_document": PASSPORT, "birth_date": BORN, field: wrong}
        assert refused("R-22", applications.identify, by=acting(cast.carla), application=draft, **given).field == field


def test_trainers_are_named_or_denied(cast: Cast, made: Made) -> None:
    draft = a_draft(made, cast.carla)
    for said in ({"trainers": "", "nobody": False}, {"trainers": "Ida, 2024", "nobody": True}):
        refused("R-22", applications.name_trainers, by=acting(cast.carla), application=draft, **said)


def test_who_needs_something_says_what(cast: Cast, made: Made) -> None:
    draft, by = a_complete_draft(made, cast.carla), acting(cast.carla)
    draft = applications.answer_notice(by=by, application=draft, needs_help=True)
    assert missing(draft) == ["what you need in examinations"]

    accommodations.request(by=by, application=draft, wish="More time.")

    draft = Application.objects.get()
    assert missing(draft) == []
    refused("R-22", applications.answer_notice, by=by, application=draft, needs_help=False)


def test_what_was_submitted_is_changed_only_after_it_was_recalled(cast: Cast, made: Made) -> None:
    submitted, by = a_submitted(made, cast.carla), acting(cast.carla)
    refusal = refused("draft-only", applications.answer_notice, by=by, application=submitted, needs_help=False)
    assert refusal.mend.act == "applications.application.recall"

    recalled = applications.recall(by=by, application=submitted)

    assert (recalled.state, recalled.submitted_at, recalled.submitted_by) == ("draft", None, "")
    applications.answer_notice(by=by, application=recalled, needs_help=False)


def test_nothing_is_recalled_once_its_review_began(cast: Cast, made: Made) -> None:
    refused("state", applications.recall, by=acting(cast.carla), application=in_review(made, cast.carla))


def test_it_is_withdrawn_at_any_time_before_the_decision(cast: Cast, made: Made) -> None:
    reviewed = in_review(made, cast.carla)
    assert applications.withdraw(by=acting(cast.carla), application=reviewed).state == "withdrawn"
    admitted = an_admitted(made, cast, cast.otto)
    refused("state", applications.withdraw, by=acting(cast.otto), application=admitted)


def test_it_is_closed_by_the_candidacies_alone(cast: Cast, made: Made) -> None:
    admitted = an_admitted(made, cast, cast.carla)
    refused("permission", applications.close, by=acting(cast.ada), application=admitted)
    closed = applications.close(by=actors.machine("candidacies"), application=admitted)
    assert closed.state == ApplicationState.CLOSED
