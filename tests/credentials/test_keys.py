"""Keys are made, derived, written down and read back; what is no key of the kind is refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from guildhall.credentials import BadKey, derived_keys, key_id, new_keys, public_pem, read_keys, read_public
from guildhall.credentials.keys import from_multikey, multikey, private_pem, public_jwk

BODY = "did:web:nordwind.example"


def test_derived_keys_follow_from_the_secret():
    same, again, other = derived_keys(b"s" * 32), derived_keys(b"s" * 32), derived_keys(b"t" * 32)
    assert same.pem == again.pem
    assert {private_pem(same.proof), private_pem(same.token)}.isdisjoint(
        {private_pem(other.proof), private_pem(other.token)}
    )


def test_derived_keys_are_those_of_last_year():
    """A change of the derivation would end every credential in the world that was signed with it."""
    keys = derived_keys(bytes(range(32)))
    assert [key_id(BODY, key) for key in keys.public] == [
        "did:web:nordwind.example#z6MksvS918RBZ4SMfRvznDpTnb4dHrqFWpiMdmtb4Psx53rN",
        "did:web:nordwind.example#dkegvV4o6ySLYIcUNpOxLeF2a5Xq1-CS8Q2clRr7jwE",
    ]


def test_derived_keys_refuse_a_short_secret():
    with pytest.raises(BadKey, match="at least 32 bytes"):
        derived_keys(b"s" * 31)


def test_new_keys_differ_each_time_and_are_read_back():
    one, other = new_keys(), new_keys()
    assert one.pem != other.pem
    assert read_keys(one.pem).pem == one.pem


@pytest.mark.parametrize("change", [lambda pem: "", lambda pem: pem.replace("M", "?"), lambda pem: pem * 2])
def test_read_keys_refuses_what_are_no_two_keys(change):
    with pytest.raises(BadKey, match="Two private keys"):
        read_keys(change(new_keys().pem))


def test_read_keys_refuses_keys_in_the_wrong_order():
    keys = new_keys()
    with pytest.raises(BadKey, match="in this order"):
        read_keys(private_pem(keys.token) + private_pem(keys.proof))


def test_read_keys_refuses_another_curve():
    other = ec.generate_private_key(ec.SECP384R1())
    with pytest.raises(BadKey, match="P-256"):
        read_keys(private_pem(new_keys().proof) + private_pem(other))


def test_public_keys_are_read_back():
    for key in new_keys().public:
        assert read_public(public_pem(key)) == key


def test_read_public_refuses_other_keys():
    other = rsa.generate_private_key(65537, 2048).public_key()
    for pem in (public_pem(other), public_pem(ec.generate_private_key(ec.SECP384R1()).public_key()), "no key"):
        with pytest.raises(BadKey):
            read_public(pem)


def test_multikey_is_read_back_and_begins_as_those_of_ed25519_do():
    key = new_keys().proof.public_key()
    assert multikey(key).startswith("z6Mk")
    assert from_multikey(multikey(key)) == key


@pytest.mark.parametrize("text", ["", "z", "zABC", "uAAAA", "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"])
def test_from_multikey_refuses_other_text(text):
    """The last is a Multikey of P-256."""
    with pytest.raises(BadKey):
        from_multikey(text)


def test_jwk_holds_nothing_of_the_private_key():
    assert public_jwk(new_keys().token.public_key()).keys() == {"kty", "crv", "x", "y"}
