"""Search over names that no database can read."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from guildhall.identity.models import Person
from guildhall.kernel import identifiers
from guildhall.vault import keys, search, sounds
from guildhall.vault.models import Term
from tests.vault.conftest import an_act

NAMES = {
    "müller": ("Jürgen", "Müller"),
    "mueller": ("Anna", "Mueller"),
    "muller": ("John", "Muller"),
    "lüdenscheidt": ("Renate", "Müller-Lüdenscheidt"),
    "meyer": ("Hans", "Meyer"),
    "maier": ("Hans Peter", "Maier"),
    "straße": ("Karl", "Straßer"),
    "dmitri": ("Дмитрий", "Иванов"),
    "mohammed": ("محمد", "الفارسي"),
    "giorgos": ("Γιώργος", "Παπαδόπουλος"),
    "obrien": ("Siobhán", "O’Brien"),
    "åse": ("Åse", "Østergård"),
    "li": ("Xiao", "Li"),
    "schmidt": ("Sophie", "Schmidt"),
}


@pytest.fixture
def people():
    """Everybody in NAMES, found by their word."""
    owners = {word: identifiers.new_id() for word in NAMES}
    with an_act():
        for word, owner in owners.items():
            search.index(
                owner, name_parts=NAMES[word], exact={"email": f"{word}@Example.org", "phone": "", "number": ""}
            )
    return owners


def found(people, text, limit=50):
    words = {owner: word for word, owner in people.items()}
    return [words[owner] for owner in search.find(text, limit)]


@pytest.mark.parametrize("typed", ["Müller", "Mueller", "MULLER", "müller", " Mu\u0308ller "])
def test_every_spelling_of_an_umlaut_finds_every_other(people, typed):
    assert set(found(people, typed)) == {"müller", "mueller", "muller", "lüdenscheidt"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Lüd", ["lüdenscheidt"]),
        ("Ludenscheidt", ["lüdenscheidt"]),
        ("renate mül", ["lüdenscheidt"]),
        ("mül renate", ["lüdenscheidt"]),
        ("Strasser", ["straße"]),
        ("Dmitr", ["dmitri"]),
        ("Ivanov", ["dmitri"]),
        ("Papadopoulos", ["giorgos"]),
        ("Mohammed", ["mohammed"]),
        ("OBrien", ["obrien"]),
        ("O'Brien", ["obrien"]),
        ("Siob", ["obrien"]),
        ("Ase Ostergard", ["åse"]),
        ("Aase Oestergaard", ["åse"]),
        ("Li", ["li"]),
        ("Juergen Meyer", []),
        ("Zz", []),
        ("", []),
        ("  - ", []),
    ],
)
def test_names_are_found_by_any_part_in_any_script(people, typed, expected):
    assert found(people, typed) == expected


def test_whole_names_come_before_beginnings_and_both_before_what_only_sounds_alike(people):
    assert found(people, "Meyer") == ["meyer", "maier"]
    assert found(people, "Maier") == ["maier", "meyer"]
    assert found(people, "Meier") == sorted(["meyer", "maier"], key=people.get)
    assert found(people, "Hans Maier") == ["maier", "meyer"]
    with an_act():
        people["li2"] = identifiers.new_id()
        search.index(people["li2"], name_parts=["Lina", "Brandt"])
    assert found(people, "Li")[:2] == ["li", "li2"]


def test_every_word_typed_must_be_in_the_name(people):
    assert "schmidt" not in found(people, "Sophie Müller")
    assert found(people, "Sophie Schmitt") == ["schmidt"]


def test_exact_address_finds_its_owner_first(people):
    assert found(people, "MEYER@example.org ") == ["meyer"]
    assert search.find_exactly("email", "Meyer@Example.ORG") == [people["meyer"]]
    assert search.find_exactly("email", "meyer@example.or") == []
    assert search.find_exactly("email", "") == []


def test_number_and_telephone_are_found_as_people_write_them():
    owner = identifiers.new_id()
    with an_act():
        search.index(owner, name_parts=["Ada"], exact={"number": "P-2026-000001", "phone": "+49 (30) 123-456"})
    assert search.find("p-2026-000001") == search.find("0049 30 123456") == [owner]
    assert search.find("49") == []


def test_unknown_kind_of_exact_value_is_a_defect():
    with pytest.raises(ValueError, match="not looked for exactly"):
        search.find_exactly("passport", "x")


def test_indexing_again_replaces_and_forgetting_removes(people):
    with an_act():
        search.index(people["meyer"], name_parts=["Hanna", "Weber"])
    assert found(people, "Meyer") == ["maier"]
    assert found(people, "meyer@example.org") == []
    assert found(people, "Weber") == ["meyer"]
    with an_act():
        search.forget(people["meyer"])
    assert found(people, "Weber") == []
    assert not Term.objects.filter(owner=people["meyer"]).exists()


def test_limit_keeps_the_best(people):
    assert found(people, "Meyer", limit=1) == ["meyer"]


@pytest.mark.parametrize("typed", ["Mül", "Hans Peter Maier", "anna@example.org"])
def test_search_is_one_query_whatever_is_typed(people, typed, django_assert_num_queries):
    with django_assert_num_queries(1):
        search.find(typed)


def test_terms_tell_nothing_without_the_master_key(people):
    from hashlib import sha256

    terms = set(Term.objects.values_list("term", flat=True))
    plain = {int.from_bytes(sha256(word.encode()).digest()[:8], signed=True) for word in ("muller", "hans", "meyer")}
    assert not terms & plain


@given(st.text(min_size=1, max_size=40))
def test_anything_may_be_typed(text):
    assert search.find(text) == []


@given(st.text(alphabet="abcdeoüäößMAOé'- ", min_size=1, max_size=30), st.integers(min_value=2, max_value=12))
def test_beginning_of_a_name_typed_is_a_beginning_of_it_folded(name, length):
    folded = sounds.words(name.replace("-", "").replace(" ", ""))
    typed = sounds.words(name.replace("-", "").replace(" ", "")[:length])
    if folded and typed:
        assert folded[0].startswith(typed[0])


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("mueller", "657"),
        ("muller", "657"),
        ("muellerluedenscheidt", "65752682"),
        ("wikipedia", "3412"),
        ("breschnew", "17863"),
        ("meyer", "67"),
        ("maier", "67"),
        ("schmidt", "862"),
        ("schmitt", "862"),
        ("christoph", "47823"),
        ("xaver", "4837"),
        ("phillip", "351"),
        ("cesar", "887"),
        ("", ""),
    ],
)
def test_cologne_code_is_the_published_one(word, code):
    assert sounds.cologne(word) == code


def test_few_records_stand_in_the_order_of_their_names(cast):
    with CaptureQueriesContext(connections["keys"]) as queries:
        listed = search.by_name(Person.objects.all(), lambda person: (person.family_name, person.given_name))
    assert [person.number for person in listed] == [
        person.number for person in sorted(Person.objects.all(), key=lambda p: (p.family_name, p.given_name))
    ]
    assert len(queries) == 1


def test_erased_persons_come_last_and_many_stand_by_number(cast, monkeypatch):
    keys.destroy(cast.ada.data_key)
    listed = search.by_name(Person.objects.all(), lambda person: (person.family_name,))
    assert listed[-1] == cast.ada
    monkeypatch.setattr(search, "SORTED_IN_MEMORY", 3)
    many = search.by_name(Person.objects.all(), lambda person: (person.family_name,))
    assert [person.number for person in many] == sorted(person.number for person in many)
