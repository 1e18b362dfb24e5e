"""The controls of documents: silent on true records, exact on forged ones."""

from datetime import timedelta
from typing import Any

import pytest

from guildhall.documents import carrying
from guildhall.documents.acts import external, versions
from guildhall.documents.controls import keeping
from guildhall.documents.models import Author, Distribution, DocumentVersion, ExternalDocument
from guildhall.identity import grants
from guildhall.identity.models import Condition
from guildhall.identity.roles import OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock as house_clock
from guildhall.kernel.declarations import Answer, ControlState
from tests import forge
from tests.cast import Cast, acting
from tests.documents.making import (
    a_document,
    acknowledged,
    an_external,
    approved,
    distributed,
    in_effect,
    said_publicly,
)
from tests.making import a_scope


def named(answer: Answer) -> list[str]:
    return [finding.number for finding in answer.findings]


@pytest.mark.parametrize(
    "control",
    [
        keeping.approved_by_others,
        keeping.reviewed_in_time,
        keeping.public_texts_are_right,
        keeping.external_are_current,
    ],
)
def test_nothing_at_all_needs_a_judgement(control: Any) -> None:
    assert control.query().state == ControlState.NEEDS_JUDGEMENT


def test_version_without_four_eyes_is_named(cast: Cast) -> None:
    _fine, alone, written = (in_effect(cast, f"PR-{name}") for name in ("FINE", "ALONE", "WRITTEN"))
    answer = keeping.approved_by_others.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 3)

    forge.make(Author, version=alone, person=cast.tom)
    forge.make(Author, version=written, person=cast.tom)
    forge.remove(written.authors.get(person=cast.quinn))

    assert named(keeping.approved_by_others.query()) == [str(alone), str(written)]


def test_overdue_review_is_named_from_the_day_after(cast: Cast, clock: Any) -> None:
    version = in_effect(cast, review_months=1)
    answer = keeping.reviewed_in_time.query()
    assert (answer.state, answer.changes_on) == (
        ControlState.HOLDS,
        house_clock.today().replace(month=4) + timedelta(days=1),
    )

    clock.move(days=31)
    assert named(keeping.reviewed_in_time.query()) == []
    clock.move(days=1)
    assert named(keeping.reviewed_in_time.query()) == [str(version)]

    under = versions.review(by=acting(cast.quinn), version=version)
    assert named(keeping.reviewed_in_time.query()) == [str(version)]
    versions.confirm(by=acting(cast.tom), version=under, findings="Still right.")
    assert named(keeping.reviewed_in_time.query()) == []


def test_version_that_missed_its_day_is_named(cast: Cast, clock: Any) -> None:
    coming = approved(cast, a_document(cast), house_clock.today() + timedelta(days=3))
    answer = keeping.effect_on_its_day.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 1)
    assert answer.changes_on == house_clock.today() + timedelta(days=4)

    clock.move(days=4)

    assert named(keeping.effect_on_its_day.query()) == [str(coming)]


def test_translation_that_lags_is_named_after_sixty_days(cast: Cast, clock: Any) -> None:
    english = in_effect(cast)
    german = approved(cast, english.document, language="de")
    assert keeping.languages_agree.query().changes_on is None
    approved(cast, english.document)
    assert named(keeping.languages_agree.query()) == []

    clock.move(days=61)

    assert named(keeping.languages_agree.query()) == [str(german)]


def test_public_text_that_nobody_looked_at_or_asked_about_is_named(cast: Cast, clock: Any) -> None:
    asked, unasked = said_publicly(cast, "appeals"), said_publicly(cast, "complaints")
    answer = keeping.public_texts_are_right.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 2)
    forge.alter(unasked, no_training_favoured=False)
    assert named(keeping.public_texts_are_right.query()) == [str(unasked)]
    forge.alter(unasked, no_training_favoured=True)

    clock.move(days=300)
    versions.confirm(
        by=acting(cast.tom),
        version=versions.review(by=acting(cast.quinn), version=asked),
        findings="Still right.",
    )
    clock.move(days=100)

    assert named(keeping.public_texts_are_right.query()) == [str(unasked)]


def test_external_document_that_nobody_looked_up_is_named(cast: Cast, clock: Any) -> None:
    looked, forgotten = an_external(cast), an_external(cast)
    foreign = an_external(cast)
    over = an_external(cast)
    by = acting(cast.quinn)
    external.check(by=by, external=looked, findings="Current.")
    external.supersede(by=by, external=over, findings="New.", replaced_by_edition="2026")
    answer = keeping.external_are_current.query()
    assert (answer.state, answer.looked_at) == (ControlState.HOLDS, 3)
    assert answer.changes_on == house_clock.today() + timedelta(days=31)

    forge.alter(foreign, owner=cast.otto, due_on=house_clock.today() + timedelta(days=300))
    clock.move(days=31)

    assert named(keeping.external_are_current.query()) == [forgotten.number, foreign.number]
    assert ExternalDocument.objects.count() == 4


def test_role_without_documents_is_named(cast: Cast) -> None:
    version = in_effect(cast)
    for role in (OPERATIONS, QUALITY_MANAGER):
        distributed(cast, version.document, role, must_acknowledge=False)

    answer = keeping.roles_have_their_documents.query()
    assert named(answer) == [TOP_MANAGEMENT.name]
    assert answer.looked_at == 3

    distributed(cast, version.document, TOP_MANAGEMENT, must_acknowledge=False)
    assert keeping.roles_have_their_documents.query().state == ControlState.HOLDS
    forge.alter(Distribution.objects.get(role=OPERATIONS.code), scope=a_scope(cast))
    assert named(keeping.roles_have_their_documents.query()) == [OPERATIONS.name]


def test_role_that_holds_without_an_acknowledgement_is_named(cast: Cast) -> None:
    version: DocumentVersion = in_effect(cast)
    distributed(cast, version.document, OPERATIONS)
    assert keeping.acknowledged_before_work.query().looked_at == 0
    acknowledged(cast.olive, version)
    answer = keeping.acknowledged_before_work.query()
    assert (answer.state, answer.looked_at, answer.changes_on) == (ControlState.HOLDS, 1, None)
    coming = approved(cast, version.document, house_clock.today() + timedelta(days=9))
    assert keeping.acknowledged_before_work.query().changes_on == coming.effective_on

    forge.remove(version.acknowledgements.get())
    forge.alter(Condition.objects.get(kind=grants.ACKNOWLEDGEMENT), until_on=carrying.FOREVER)

    assert named(keeping.acknowledged_before_work.query()) == [cast.olive.number]
