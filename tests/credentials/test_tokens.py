"""The same credential as a token, for software that knows no linked data."""

from guildhall.credentials import key_id, token_of
from guildhall.credentials.tokens import unverified
from tests.credentials.conftest import BODY


def test_token_says_what_the_credential_says(credential, keys):
    header, claims = unverified(token_of(credential, keys.token))
    content = {name: value for name, value in credential.items() if name != "proof"}

    assert header == {"alg": "ES256", "typ": "JWT", "kid": key_id(BODY.did, keys.token.public_key())}
    assert claims == {
        **content,
        "iss": "did:web:nordwind.example",
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": 1772319600,
        "exp": 1867013999,
    }


def test_token_of_a_status_list_names_the_list(keys, status_list):
    _, claims = unverified(token_of(status_list(), keys.token))
    assert (claims["sub"], claims["jti"], claims["iss"]) == (
        "https://nordwind.example/status/1#list",
        "https://nordwind.example/status/1",
        "did:web:nordwind.example",
    )
