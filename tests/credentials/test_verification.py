"""Whether a credential holds: the same answer for the proof inside as for the token."""

import base64
import copy
import functools
import json
from datetime import UTC, datetime, timedelta

import hypothesis
import pytest
from hypothesis import strategies as st

from guildhall.credentials import (
    Finding,
    Verdict,
    achievement_credential,
    derived_keys,
    did_document,
    read_bit,
    signed,
    token_of,
    verify_credential,
)
from guildhall.credentials.dids import key_id
from guildhall.credentials.statuslists import unpacked
from tests.credentials.conftest import BODY, ENTRY, NOW

STRANGER = derived_keys(b"the secret of somebody else, long")


@pytest.fixture(params=["proof", "token"])
def carried(request, credential, keys):
    """The credential as the person carries it: with its proof inside, or as a token."""
    return credential if request.param == "proof" else token_of(credential, keys.token)


def sealed_anew(document, keys=STRANGER):
    """A document as somebody else would sign it, and as they would put it into a token."""
    return [signed(document, keys.proof, NOW), token_of(document, keys.token)]


def test_credential_of_today_holds(carried, published):
    assert verify_credential(carried, published(1, 2, 94_566, 94_568), NOW) == Verdict(Finding.HOLDS)
    assert verify_credential(carried, published(), NOW).holds


def test_suspended_or_withdrawn_credential_does_not_hold(carried, published):
    verdict = verify_credential(carried, published(94_567), NOW)
    assert (verdict, verdict.holds) == (Verdict(Finding.REVOKED), False)


@pytest.mark.parametrize(
    ("moment", "finding", "reason"),
    [
        (datetime(2026, 2, 28, 22, 59, 59, tzinfo=UTC), Finding.NOT_YET, "begins on 2026-02-28T23:00:00+00:00"),
        (datetime(2029, 2, 28, 23, 0, 0, tzinfo=UTC), Finding.EXPIRED, "ended on 2029-02-28T22:59:59+00:00"),
    ],
)
def test_credential_outside_its_term_does_not_hold(carried, published, moment, finding, reason):
    verdict = verify_credential(carried, published(), moment)
    assert (verdict.finding, reason in verdict.reason) == (finding, True)


@pytest.mark.parametrize(
    "moment", [datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2029, 2, 28, 22, 59, 59, tzinfo=UTC)]
)
def test_credential_holds_on_the_first_and_on_the_last_day(carried, published, moment):
    term = {"validFrom": "2026-01-01T00:00:00Z", "validUntil": "2030-01-01T00:00:00Z"}
    assert verify_credential(carried, published(**term), moment).holds


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Master of Wind"},
        {"validUntil": "2039-02-28T22:59:59Z"},
        {"credentialStatus": {**ENTRY.as_json, "statusListIndex": "1"}},
        {"credentialSubject": {"id": "https://nordwind.example/v/other#person", "type": ["AchievementSubject"]}},
        {"issuer": {**BODY.profile, "id": "did:web:elsewhere.example"}},
        {"salary": "12000"},
        {"proof": []},
        {"@context": ["https://www.w3.org/ns/credentials/v2"]},
    ],
)
def test_altered_credential_does_not_hold(credential, published, change):
    assert verify_credential({**credential, **change}, published(), NOW).finding is Finding.ALTERED


@pytest.mark.parametrize(
    "change",
    [
        {"proofValue": "z" + "2" * 87},
        {"proofValue": "no base58"},
        {"created": "2026-11-26T12:00:00Z"},
        {"cryptosuite": "eddsa-jcs-2022"},
        {"proofPurpose": "authentication"},
        {"verificationMethod": key_id(BODY.did, STRANGER.proof.public_key())},
        {"verificationMethod": key_id("did:web:elsewhere.example", STRANGER.proof.public_key())},
        {"verificationMethod": None},
        {"expires": "2026-11-26T12:00:00Z"},
        {"witness": "Erik"},
    ],
)
def test_altered_proof_does_not_hold(credential, published, change):
    (proof,) = credential["proof"]
    assert (
        verify_credential({**credential, "proof": [{**proof, **change}]}, published(), NOW).finding is Finding.ALTERED
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from([BODY.did, "@id"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@context", "@id", "@type", "@graph", "id", "type", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value, path=()):
    """Every place in a document, as the way there."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inside:
        yield (*path, name)
        yield from places(each, (*path, name))


@hypothesis.given(st.data())
def test_credential_holds_only_if_it_is_the_one_that_was_issued(credential, published, data):
    """Whatever is put wherever: a clear answer, and never that it holds."""
    changed = copy.deepcopy(credential)
    *way, last = data.draw(st.sampled_from(list(places(changed))))
    inside = functools.reduce(lambda value, name: value[name], way, changed)
    if isinstance(inside, dict) and data.draw(st.booleans()):
        last = data.draw(st.sampled_from(["@graph", "@value", "@reverse", "@nest", "x", "@language", "@included"]))
    inside[last] = data.draw(JSON)

    assert verify_credential(changed, published(), NOW).holds == (changed == credential)


def test_credential_that_is_nested_without_end_is_refused(credential, keys, published):
    deep = functools.reduce(lambda inner, _: {"evidence": [inner]}, range(400), {})
    assert verify_credential({**credential, "evidence": [deep]}, published(), NOW).finding is Finding.ALTERED
    head = token_of(credential, keys.token).split(".")[0]
    deepest = base64.urlsafe_b64encode(b'{"a":' * 90_000).decode().rstrip("=")
    assert verify_credential(f"{head}.{deepest}.", published(), NOW).finding is Finding.ALTERED


def test_two_proofs_are_not_one(credential, published):
    assert not verify_credential({**credential, "proof": credential["proof"] * 2}, published(), NOW).holds
    assert verify_credential({**credential, "proof": credential["proof"][0]}, published(), NOW).holds


def test_altered_token_does_not_hold(credential, keys, published):
    header, claims, signature = token_of(credential, keys.token).split(".")
    content = json.loads(base64.urlsafe_b64decode(claims + "=="))
    other = base64.urlsafe_b64encode(json.dumps({**content, "name": "Master of Wind"}).encode()).decode().rstrip("=")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    for token in (
        f"{header}.{other}.{signature}",
        f"{none}.{claims}.",
        f"{none}.{claims}.{signature}",
        f"{header}.{claims}.{signature[::-1]}",
        f"{header}.{claims}",
        "",
    ):
        assert verify_credential(token, published(), NOW).finding is Finding.ALTERED


def test_token_whose_claims_contradict_its_credential_does_not_hold(credential, keys, published):
    for change in ({"iss": "did:web:elsewhere.example"}, {"jti": "https://nordwind.example/v/other"}):
        forged = token_of(credential, keys.token)
        header, claims, _ = forged.split(".")
        content = {**json.loads(base64.urlsafe_b64decode(claims + "==")), **change}
        assert verify_credential(resigned(header, content, keys), published(), NOW).finding is Finding.ALTERED


def resigned(header, content, keys):
    """A token with the body's own signature over claims that we would never issue."""
    from joserfc import jws
    from joserfc.jwk import ECKey

    head = json.loads(base64.urlsafe_b64decode(header + "=="))
    return jws.serialize_compact(head, json.dumps(content).encode(), ECKey.import_key(keys.token), algorithms=["ES256"])


def test_credential_that_somebody_else_signed_does_not_hold(certificate, published):
    for carried in sealed_anew(achievement_credential(certificate, ENTRY)):
        assert verify_credential(carried, published(), NOW).finding is Finding.ALTERED


def test_key_that_the_body_has_given_up_no_longer_speaks_for_it(carried, keys, status_list):
    document = did_document(BODY.did, STRANGER.public)
    documents = {BODY.did: document, ENTRY.list_url: status_list()}
    assert verify_credential(carried, documents.__getitem__, NOW).finding is Finding.ALTERED

    listed = {**did_document(BODY.did, keys.public), "assertionMethod": []}
    assert verify_credential(carried, {**documents, BODY.did: listed}.__getitem__, NOW).finding is Finding.ALTERED


def test_key_that_signs_no_more_still_speaks_for_what_it_signed(carried, keys, status_list):
    document = did_document(BODY.did, [*STRANGER.public, *keys.public])
    assert verify_credential(carried, {BODY.did: document, ENTRY.list_url: status_list()}.__getitem__, NOW).holds


def test_body_whose_document_is_not_found_vouches_for_nothing(carried):
    assert verify_credential(carried, {}.__getitem__, NOW).finding is Finding.ALTERED


@pytest.mark.parametrize(
    "said",
    [
        {"validUntil": "2026-11-25T11:59:59Z"},
        {"validFrom": "2026-11-25T12:00:01Z"},
        {"id": "https://nordwind.example/status/2"},
        {"validFrom": "yesterday"},
    ],
)
def test_without_a_list_of_today_nobody_knows(carried, published, said):
    assert verify_credential(carried, published(**said), NOW).finding is Finding.UNKNOWN


def test_list_that_was_altered_says_nothing(carried, keys, status_list):
    listed, emptied = status_list(94_567), status_list()
    forged = {**listed, "credentialSubject": emptied["credentialSubject"]}
    assert not read_bit(unpacked(forged["credentialSubject"]["encodedList"]), 94_567)

    documents = {BODY.did: did_document(BODY.did, keys.public), ENTRY.list_url: forged}
    assert verify_credential(carried, documents.__getitem__, NOW).finding is Finding.UNKNOWN


def test_list_of_another_purpose_or_another_body_says_nothing(carried, keys, status_list):
    plain = {name: value for name, value in status_list().items() if name != "proof"}
    purpose = {**plain, "credentialSubject": {**plain["credentialSubject"], "statusPurpose": "suspension"}}
    elsewhere = {**plain, "issuer": "did:web:elsewhere.example"}
    known = {
        BODY.did: did_document(BODY.did, keys.public),
        "did:web:elsewhere.example": did_document("did:web:elsewhere.example", keys.public),
    }
    for document in (
        purpose,
        elsewhere,
        {**plain, "credentialSubject": {"id": "https://nordwind.example/status/1#list"}},
    ):
        for listed in sealed_anew(document, keys):
            verdict = verify_credential(carried, {**known, ENTRY.list_url: listed}.__getitem__, NOW)
            assert verdict.finding is Finding.UNKNOWN


def test_list_as_a_token_serves_as_well(carried, keys, status_list):
    documents = {BODY.did: did_document(BODY.did, keys.public)}
    for indexes, finding in (((), Finding.HOLDS), ((94_567,), Finding.REVOKED)):
        listed = {**documents, ENTRY.list_url: token_of(status_list(*indexes), keys.token)}
        assert verify_credential(carried, listed.__getitem__, NOW).finding is finding


@pytest.mark.parametrize("place", ["131072", "-1", "first", "٣"])
def test_place_that_is_not_on_the_list_says_nothing(certificate, keys, published, place):
    document = achievement_credential(certificate, ENTRY)
    document["credentialStatus"]["statusListIndex"] = place
    for carried in sealed_anew(document, keys):
        assert verify_credential(carried, published(), NOW).finding is Finding.UNKNOWN


def test_credential_without_status_says_nothing_about_today(certificate, keys, published):
    document = achievement_credential(certificate, ENTRY)
    del document["credentialStatus"]
    for carried in sealed_anew(document, keys):
        assert verify_credential(carried, published(), NOW).finding is Finding.UNKNOWN


def test_credential_without_an_end_holds_on(certificate, keys, published):
    document = achievement_credential(certificate, ENTRY)
    del document["validUntil"]
    later = NOW + timedelta(days=4000)
    for carried in sealed_anew(document, keys):
        assert verify_credential(carried, published(validUntil="2050-01-01T00:00:00Z"), later).holds
