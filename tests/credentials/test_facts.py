"""No certificate without what clause 9.4.8 asks for (R-34)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from guildhall.credentials import Incomplete, StatusEntry
from guildhall.credentials.facts import moment


@pytest.mark.parametrize("missing", ["person", "number", "scope", "signatory", "office", "code", "address"])
def test_certificate_without_a_field_is_none(certificate, missing):
    with pytest.raises(Incomplete) as refused:
        replace(certificate, **{missing: " "})
    assert refused.value.missing == [missing]
    assert str(refused.value) == f"A certificate states {missing}; that is missing here."


@pytest.mark.parametrize("missing", ["number", "name", "version", "url", "criteria"])
def test_certificate_names_its_scheme_in_full(certificate, missing):
    with pytest.raises(Incomplete) as refused:
        replace(certificate, scheme=replace(certificate.scheme, **{missing: ""}))
    assert refused.value.missing == [f"scheme.{missing}"]


def test_certificate_names_its_body(certificate):
    with pytest.raises(Incomplete) as refused:
        replace(certificate, body=replace(certificate.body, name=""))
    assert refused.value.missing == ["body.name"]


def test_certificate_may_have_no_conditions(certificate):
    assert replace(certificate, conditions="").conditions == ""


def test_certificate_does_not_end_before_it_begins(certificate):
    with pytest.raises(ValueError, match="does not end before it begins"):
        replace(certificate, expires=date(2026, 2, 28))


def test_term_is_whole_days_where_the_body_sits(certificate):
    summer = replace(certificate, expires=date(2026, 7, 31))
    assert summer.valid_from.astimezone(UTC) == datetime(2026, 2, 28, 23, 0, tzinfo=UTC)
    assert summer.valid_until.astimezone(UTC) == datetime(2026, 7, 31, 21, 59, 59, tzinfo=UTC)


def test_moments_without_a_zone_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2026, 3, 1))  # noqa: DTZ001


def test_status_entry_names_list_and_place():
    assert StatusEntry("https://nordwind.example/status/1", 7).as_json == {
        "id": "https://nordwind.example/status/1#7",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://nordwind.example/status/1",
    }
