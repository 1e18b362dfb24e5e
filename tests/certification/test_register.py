"""The public register: it answers whoever asks, never valid when it is not, and nothing about anybody else."""

import json
import re
from datetime import UTC, datetime, time, timedelta
from inspect import signature

import pytest

from guildhall import credentials
from guildhall.certification import published
from guildhall.certification.acts import certificates, certifications
from guildhall.certification.models import Certificate, StatusList
from guildhall.certification.queries import Word, by_name, look_up_of, register_answer
from guildhall.documents.acts import issuer_keys
from guildhall.documents.jobs import keep_keys
from guildhall.documents.models import IssuerKey
from guildhall.identity.acts import persons
from guildhall.kernel import actors
from guildhall.kernel import clock as house_clock
from tests.cast import acting
from tests.certification.making import carried, granted, issued, worked
from tests.documents.keys import keyed


def asked(certified, family_name="Zimmerer"):
    answer = register_answer(number=certified.number, family_name=family_name)
    return answer and answer.word


def look_up(client, number, family_name):
    typed = {"by": "number", "by-number-number": number, "by-number-family_name": family_name}
    return client.post("/register/", typed)


def test_nobody_has_to_sign_in_to_ask(client, certified):
    shown = look_up(client, certified.number, "Zimmerer").content.decode()
    for said in (
        "This certification is valid today.",
        "Carla Zimmerer",
        certified.number,
        "1 Mar 2029",
        "primary source",
    ):
        assert said in shown


@pytest.mark.parametrize("spelled", ["zimmerer", " ZIMMERER ", "Zimmérer"])
def test_spelling_matters_little(certified, spelled):
    assert asked(certified, spelled) is Word.VALID


def test_a_wrong_name_and_an_unknown_number_are_one_answer(client, cast, certified):
    """What stands in both pages is the same, but for what was typed; candidates are nobody that the register knows."""
    wrong = look_up(client, certified.number, "Fremdling")
    unknown = look_up(client, "GH-2026-999999", "Zimmerer")
    candidate = look_up(client, "GH-2026-999999", cast.otto.family_name)
    pages = [
        plain(each, certified.number, "GH-2026-999999", "Fremdling", "Zimmerer") for each in (wrong, unknown, candidate)
    ]
    assert pages[0] == pages[1] == pages[2]
    assert "The register confirms no certification with what you gave." in pages[0]


def plain(answer, *typed):
    """A page without what was typed, its form's token and the time."""
    text = answer.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    text = re.sub(r"<time[^>]*>[^<]*</time>", "", text)
    for each in typed:
        text = text.replace(each, "")
    return text


def test_wrong_and_unknown_cost_the_same_questions(certified, django_assert_num_queries):
    for number, name in ((certified.number, "Fremdling"), ("GH-2026-999999", "Zimmerer")):
        with django_assert_num_queries(1):
            assert register_answer(number=number, family_name=name) is None


def test_answers_stay_in_no_cache_and_no_index(client, certified):
    for answer in (look_up(client, certified.number, "Zimmerer"), client.get(f"/v/{certified.secret}")):
        assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_who_asks_too_often_is_stopped(client, certified):
    answers = [look_up(client, certified.number, "Fremdling").status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]


def test_suspension_and_withdrawal_show_in_the_same_second(client, made, cast, certified):
    address = f"/v/{certified.secret}"
    assert "This certification is valid today." in client.get(address).content.decode()
    carried(made, cast, certified, "suspend")
    shown = client.get(address).content.decode()
    assert "This certification is not valid today." in shown
    assert "Suspended since" in shown
    carried(made, cast, certified, "withdraw")
    assert "Withdrawn since" in client.get(address).content.decode()


def test_never_valid_after_the_last_day_whatever_the_worker_does(certified, clock):
    clock.set(datetime.combine(certified.expires_on, time(12), UTC))
    assert asked(certified) is Word.VALID
    clock.move(days=1)
    assert (asked(certified), certified.state) == (Word.EXPIRED, "active")
    certifications.expire(by=actors.machine("timers"), certification=certified)
    assert asked(certified) is Word.EXPIRED


def test_not_valid_before_the_first_day(made, file, clock):
    certified = granted(made, file, effective_on=house_clock.today() + timedelta(days=3))
    answer = register_answer(number=certified.number, family_name="Zimmerer")
    assert (answer.word, answer.sentence) == (Word.NOT_YET, "This certification is not valid today.")
    clock.move(days=3)
    assert asked(certified) is Word.VALID


def test_nobody_is_found_by_name_without_consent(client, cast, certified):
    typed = {"by": "name", "by-name-name": "Carla Zimmerer"}
    assert certified.number not in client.post("/register/", typed).content.decode()
    listed = certifications.consent(by=acting(cast.carla), certification=certified)
    assert certified.number in client.post("/register/", typed).content.decode()
    assert by_name("Zimmerer") == []
    certifications.revoke_consent(by=acting(cast.carla), certification=listed)
    assert by_name("Carla Zimmerer") == []


def test_an_erased_person_is_not_answered_about(cast, certified):
    assert asked(certified)
    persons.erase(by=acting(cast.ada), person=cast.carla, reason="Court order.")
    assert asked(certified) is None


def test_register_knows_the_name_on_the_certificate(cast, certified):
    """Carla marries: the register finds her by the new name as soon as the certificate bears it."""
    persons.correct(
        by=acting(cast.olive), person=cast.carla, **particulars(cast.carla, family_name="Zimmermann"), reason="Married."
    )
    assert (asked(certified, "Zimmerer"), asked(certified, "Zimmermann")) == (Word.VALID, None)
    certificate = Certificate.objects.select_related(*Certificate.reload_with).get(certification=certified)
    certificates.make_anew(by=acting(cast.olive), certificate=certificate, reason="Married.")
    assert (asked(certified, "Zimmerer"), asked(certified, "Zimmermann")) == (None, Word.VALID)
    answer = register_answer(number=certified.number, family_name="Zimmermann")
    assert answer.holder == "Carla Zimmermann"


def particulars(person, **changed):
    names = set(signature(persons.correct.body).parameters) - {"by", "person", "reason"}
    return {**{name: getattr(person, name) for name in names}, **changed}


def test_look_up_is_no_plain_hash(certified):
    assert certified.look_up == look_up_of(certified.number, "Zimmerer")
    assert len(certified.look_up) == 32


# content negotiation


def test_software_gets_json(client, certified):
    answer = client.get(f"/v/{certified.secret}", headers={"accept": "application/json"})
    told = answer.json()
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {name: told[name] for name in ("valid", "status", "number", "holder", "primary_source", "expires_on")} == {
        "valid": True,
        "status": "valid",
        "number": certified.number,
        "holder": "Carla Zimmerer",
        "primary_source": True,
        "expires_on": "2029-03-01",
    }


def test_software_that_knows_the_answer_gets_nothing_until_it_changes(client, made, cast, certified):
    ask = lambda **more: client.get(f"/v/{certified.secret}", headers={"accept": "application/json", **more})  # noqa: E731
    tag = ask()["ETag"]
    assert ask(**{"if-none-match": tag}).status_code == 304
    carried(made, cast, certified, "suspend")
    changed = ask(**{"if-none-match": tag})
    assert (changed.status_code, changed.json()["status"]) == (200, "suspended")


def test_software_gets_the_credential_itself(client, certified):
    ask = lambda kind: client.get(f"/v/{certified.secret}", headers={"accept": kind})  # noqa: E731
    assert ask("application/vc").status_code == 404
    keyed()
    certificate = issued(certified)
    assert json.loads(ask("application/vc").content) == json.loads(certificate.credential)
    assert ask("application/vc+jwt").content.decode() == certificate.token


def test_an_unknown_address_is_told_so(client):
    answer = client.get("/v/x")
    assert (answer.status_code, "knows no certificate" in answer.content.decode()) == (404, True)
    assert client.get("/v/x", headers={"accept": "application/json"}).json()["sentence"]


# what strangers verify


def test_nothing_is_published_before_there_are_keys(client):
    answers = [
        client.get(path).status_code for path in ("/.well-known/did.json", "/did.json", "/seal-root.pem", "/status/1")
    ]
    assert answers == [404] * 4


def test_credential_verifies_with_what_is_published(client, made, cast, certified):
    keyed()
    certificate = issued(certified)
    credential = json.loads(certificate.credential)

    def load(name: str):
        path = "/.well-known/did.json" if name.startswith("did:") else name.removeprefix("http://127.0.0.1:8000")
        return json.loads(client.get(path).content)

    verify = lambda: credentials.verify_credential(credential, load, house_clock.now()).finding  # noqa: E731
    assert verify() == credentials.Finding.HOLDS
    carried(made, cast, certified, "suspend")
    assert verify() == credentials.Finding.REVOKED
    carried(made, cast, certified, "reinstate")
    assert verify() == credentials.Finding.REVOKED
    worked()
    anew = Certificate.objects.get(certification=certified, ordinal=2)
    again = json.loads(anew.credential)
    assert credentials.verify_credential(again, load, house_clock.now()).finding == credentials.Finding.HOLDS


def test_status_list_is_a_token_for_who_wants_one_and_is_tagged(client, certified):
    keyed()
    issued(certified)
    answer = client.get("/status/1", headers={"accept": "application/vc+jwt"})
    assert (answer["Content-Type"], answer.content.count(b".")) == ("application/vc+jwt", 2)
    tag = client.get("/status/1")["ETag"]
    assert client.get("/status/1", headers={"if-none-match": tag}).status_code == 304


def test_status_list_is_signed_anew_in_time(certified, clock):
    keyed()
    issued(certified)
    listed = StatusList.objects.get()
    first = published.status_list(listed)
    assert published.status_list(listed) == first
    clock.move(hours=7)
    assert published.status_list(listed)["validFrom"] > first["validFrom"]


def test_retired_key_still_verifies(client, cast, certified):
    keyed()
    credential = json.loads(issued(certified).credential)
    issuer_keys.retire(by=acting(cast.ada), key=IssuerKey.objects.get(purpose="credential"), reason="Yearly change.")
    keep_keys.run({})
    named = credential["proof"][0]["verificationMethod"]
    document = published.did_document()
    assert named in document["assertionMethod"]
    assert document["assertionMethod"][0] != named


def test_private_keys_are_nowhere_in_plain(certified):
    keyed()
    assert [b"PRIVATE KEY" in bytes(each.locked) for each in IssuerKey.objects.all()] == [False] * 3
    assert not any("PRIVATE KEY" in each.public for each in IssuerKey.objects.all())
