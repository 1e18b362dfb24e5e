"""What everybody may read without asking, and what nobody reads before it is published."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from guildhall.schemes import queries
from guildhall.schemes.acts import drafts, requirements, schemes, versions
from guildhall.schemes.models import SchemeVersion
from tests import forge
from tests.cast import Cast, acting, sign_in
from tests.making import Made, put_into_effect


def read(name: str, *args: object) -> tuple[int, str]:
    answer = Client().get(reverse(f"schemes:{name}", args=args))
    return answer.status_code, re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def page_of(version: SchemeVersion) -> str:
    code, page = read("public-version", version.number)
    assert code == 200
    return page


def test_everything_that_clause_7_2_wants_public_is_there(made: Made) -> None:
    page = page_of(made.version)
    wanted = [
        "Inspects, services and repairs wind turbines.",
        "You apply, sit two examinations, and somebody else decides.",
        *(requirement.words for requirement in made.requirements.values()),
        "A copy of the certificate or an employer&#x27;s letter.",
        "At application",
        "Before the decision",
        "Fit for work at height.",
        "Written examination",
        "Practical examination",
        "Modified Angoff",
        "180.00 EUR",
        "90.00 EUR",
        "A certification is valid for 36 months.",
        "Evidence of work, and the practical examination.",
        "Control software changes within four years.",
        "Suspended while fitness is not shown; withdrawn where it is not shown in time.",
        "I work safely and honestly.",
        "I keep the rules of certification and tell changes.",
        "Impartiality : On impartiality",
        "Appeals : On appeals",
        "Complaints : On complaints",
        "English, German",
    ]
    assert [each for each in wanted if each not in page] == []


@pytest.mark.parametrize(
    ("most", "attempts", "told"),
    [
        (None, 3, ["another form, as long as one is in use that you have not seen; single items may come again"]),
        (0, 3, ["no item that you have met before"]),
        (20, 3, ["at most 20 per cent of the items are ones that you have met before"]),
        (20, 1, []),
    ],
)
def test_who_returns_reads_what_they_may_have_met_before(
    made: Made, most: int | None, attempts: int, told: list[str]
) -> None:
    """Of the written examination alone: a practical one has no items, and what is sat once is never repeated."""
    forge.alter(made.written, overlap_most=most, max_attempts=attempts)
    assert re.findall(r"If you repeat it (.*?) A pass counts for", page_of(made.version)) == told


def test_public_page_names_nobody_of_the_body(made: Made) -> None:
    pages = page_of(made.version) + read("public")[1]
    names = [getattr(made.crew, key).family_name for key in ("sam", "ava", "pia", "pit")]
    assert [name for name in names if name in pages] == []
    assert "Operators&#x27; association" not in pages


def test_list_shows_what_is_open_and_what_comes(made: Made, cast: Cast) -> None:
    schemes.open_scheme(by=acting(cast.tom), code="BRT", name="Secret plans")
    code, page = read("public")
    assert (code, "Wind Turbine Technician" in page, "Secret plans" in page) == (200, True, False)
    assert "Appeals : On appeals" in page
    assert '<a href="/documents/PS-APPEALS/">Appeals</a>' in Client().get(reverse("schemes:public")).content.decode()


def test_draft_is_nobodys_business(made: Made) -> None:
    draft = drafts.begin(by=acting(made.crew.sam), scheme=made.scheme, title="Secret plans", like=made.version)
    assert read("public-version", draft.number)[0] == 404
    assert "Secret plans" not in read("public")[1]
    assert read("public-version", "NOTHING-1")[0] == 404


def replaced(made: Made) -> SchemeVersion:
    by = acting(made.crew.sam)
    draft = drafts.begin(by=by, scheme=made.scheme, title="Turbines of today", like=made.version)
    return put_into_effect(made.crew, drafts.plan_transition(by=by, version=draft, transition="At their end."))


def test_replaced_version_says_so_and_leads_to_the_later_one(made: Made) -> None:
    later = replaced(made)
    old, new = page_of(made.version), page_of(later)
    assert ("Replaced; whoever began under it may finish" in old, "WTT-2 has taken its place." in old) == (True, True)
    assert ("At their end." in new, "In effect" in new, "taken its place" in new) == (True, True, False)
    assert "WTT-1" not in read("public")[1]


def test_retired_version_says_that_nothing_is_done_under_it(made: Made) -> None:
    versions.retire(by=acting(made.crew.sam), version=made.version, reason="The body gives it up.")
    assert "Retired; nothing more is done under it" in page_of(made.version)
    assert "No scheme is open to applicants today." in read("public")[1]


def test_scheme_without_prerequisites_says_why(made: Made) -> None:
    by = acting(made.crew.sam)
    draft = drafts.begin(by=by, scheme=made.scheme, title="Turbines", like=made.version)
    for code in made.requirements:
        requirements.strike(by=by, version=draft, code=code)
    draft = drafts.leave_out(by=by, version=draft, element="prerequisites", reason="Anybody may try.")
    draft = drafts.plan_transition(by=by, version=draft, transition="None.")
    page = page_of(put_into_effect(made.crew, draft))
    assert "There are no prerequisites. Anybody may try." in page


def test_scheme_of_others_names_its_owner(made: Made, cast: Cast) -> None:
    schemes.correct(by=acting(cast.tom), scheme=made.scheme, name="Wind", owner="Wind Association", reason="Theirs.")
    assert "This scheme is owned by Wind Association; we run it under an agreement." in page_of(made.version)


def test_published_version_shows_what_the_version_says_today(made: Made, clock: Any) -> None:
    shown = {requirement.words in page_of(made.version) for requirement in made.version.requirements.all()}
    assert (shown, list(queries.open_to_applicants())) == ({True}, [made.version])


def test_public_pages_speak_german(made: Made) -> None:
    with translation.override("de"):
        assert read("public")[0] == 200


def test_who_is_signed_in_reads_it_too(made: Made, cast: Cast) -> None:
    """The frame around the page also speaks of languages; it is another one for who is signed in."""
    client = sign_in(Client(), cast.otto)
    assert client.get(reverse("schemes:public-version", args=[made.version.number])).status_code == 200
