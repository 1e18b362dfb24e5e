"""The pages of people, through the browser's requests."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.identity import invitations
from guildhall.identity.acts import absences as absence_acts
from guildhall.identity.acts import accounts
from guildhall.identity.models import Absence, Grant, Invitation, Person
from guildhall.identity.roles import OPERATIONS, TOP_MANAGEMENT
from guildhall.kernel import actors, clock
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.models import Access
from guildhall.web.demo.views import BACKEND
from tests.cast import Cast, acting, give
from tests.identity.entering import sign_up


def entered(person: Person) -> Client:
    """A browser in which `person` is signed in, with their second factor."""
    account = Person.objects.get(pk=person.pk).account
    if account is None:
        account = accounts.opened_for(person)
        accounts.link(by=actors.machine("demo"), person=person, account=account, email=person.email)
    client = Client()
    client.force_login(account, backend=BACKEND)
    session = client.session
    session["has_second_factor"] = True
    session.save()
    return client


def test_list_shows_everybody_to_the_office(cast: Cast) -> None:
    page = entered(cast.olive).get("/people/").content.decode()
    assert all(person.family_name in page for person in Person.objects.all())


def test_list_is_searched_by_the_beginning_of_a_name(cast: Cast) -> None:
    page = entered(cast.tom).get("/people/", {"q": cast.quinn.family_name[:4]}).content.decode()
    assert cast.quinn.number in page
    assert cast.gero.number not in page


def test_outsider_sees_nobody(cast: Cast) -> None:
    client = entered(cast.otto)
    answers = [client.get("/people/"), client.get(f"/people/{cast.carla.pk}/"), client.get("/people/register/")]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert all(cast.carla.family_name not in answer.content.decode() for answer in answers)


@pytest.mark.parametrize(
    "route",
    [
        "person",
        "person-correct",
        "person-erase",
        "role-give",
        "person-away",
        "person-invite",
        "person-unlink",
        "person-factor",
    ],
)
def test_page_of_a_person_is_closed_to_visitors(cast: Cast, route: str) -> None:
    answer = Client().get(reverse(f"web:{route}", args=[cast.carla.pk]))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/login/")


def test_record_opens_the_particulars_and_logs_the_look(cast: Cast) -> None:
    page = entered(cast.olive).get(f"/people/{cast.carla.pk}/").content.decode()
    assert cast.carla.email in page
    looks = Access.objects.filter(reading="identity.person.open", subject=cast.carla.ref)
    assert [look.actor for look in looks] == [str(acting(cast.olive))]


def sent(client: Client, path: str, **typed: Any) -> Any:
    """Open the form at `path`, fill in what is typed, send it."""
    form = client.get(path).context["form"]
    carried = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    return client.post(
        path, {name: value for name, value in (carried | typed).items() if value is not None and value is not False}
    )


def test_office_registers_somebody_without_an_address(cast: Cast) -> None:
    answer = sent(entered(cast.olive), "/people/register/", family_name="Holmqvist", given_name="Signe")
    person = Person.objects.latest("registered_at", "number")
    assert (answer.status_code, person.name, person.email) == (302, "Signe Holmqvist", "")


def test_refusal_is_shown_on_the_form_with_what_was_typed(cast: Cast) -> None:
    answer = sent(entered(cast.olive), "/people/register/", given_name="Signe", email=cast.carla.email)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Another person is already recorded with this e-mail address." in page
    assert 'value="Signe"' in page


def test_office_puts_particulars_right(cast: Cast) -> None:
    sent(entered(cast.olive), f"/people/{cast.carla.pk}/correct/", family_name="Brandt", reason="Married; seen.")
    assert Person.objects.get(pk=cast.carla.pk).family_name == "Brandt"


def test_stale_form_overwrites_nothing(cast: Cast) -> None:
    client = entered(cast.olive)
    path = f"/people/{cast.carla.pk}/correct/"
    sent(client, path, family_name="Brandt", reason="Married.")
    answer = sent(client, path, family_name="Lost", reason="Old form.", revision=0)
    assert answer.status_code == 409
    assert Person.objects.get(pk=cast.carla.pk).family_name == "Brandt"


def test_administrator_gives_and_ends_a_role(cast: Cast) -> None:
    client = entered(cast.ada)
    sent(client, f"/people/{cast.otto.pk}/role/", role="operations", scope=str(cast.body.pk), from_on="2026-03-02")
    grant = Grant.objects.get(person=cast.otto)
    sent(client, f"/people/roles/{grant.pk}/end/", reason="By mistake.")
    assert Grant.objects.get(pk=grant.pk).ended_by == str(acting(cast.ada))


def test_operations_gives_no_role(cast: Cast) -> None:
    answer = sent(
        entered(cast.olive),
        f"/people/{cast.otto.pk}/role/",
        role="operations",
        scope=str(cast.body.pk),
        from_on="2026-03-02",
    )
    assert answer.status_code == 409
    assert not Grant.objects.filter(person=cast.otto).exists()


def opens(invitation: Invitation, address: str) -> Any:
    """Follow the link of an invitation in a browser of one's own, open an account, and go on."""
    guest = Client()
    guest.get(f"/account/invitation/{invitation.pk}/{invitations.secret(invitation)}/")
    sign_up(guest, address)
    return guest.get("/account/who/")


def test_invited_person_opens_the_account_once(cast: Cast) -> None:
    answer = sent(entered(cast.olive), f"/people/{cast.carla.pk}/invite/")
    invitation = Invitation.objects.get()
    assert answer["Location"] == f"/people/invitations/{invitation.pk}/"
    opens(invitation, cast.carla.email)
    assert Person.objects.get(pk=cast.carla.pk).account is not None
    link = f"/account/invitation/{invitation.pk}/{invitations.secret(invitation)}/"
    assert Client().get(link).status_code == 409


def test_link_in_wrong_hands_opens_nothing_where_an_address_is_recorded(cast: Cast) -> None:
    invitation = accounts.invite(by=acting(cast.olive), person=cast.carla)
    assert opens(invitation, "finder@example.org").status_code == 409
    assert Person.objects.get(pk=cast.carla.pk).account is None


def test_person_without_an_address_gives_theirs_with_the_invitation(cast: Cast) -> None:
    opens(accounts.invite(by=acting(cast.olive), person=cast.gero), "gero@example.org")
    gero = Person.objects.get(pk=cast.gero.pk)
    assert (gero.account is not None, gero.email) == (True, "gero@example.org")


def test_who_holds_a_role_is_invited_by_who_gives_roles(cast: Cast) -> None:
    with pytest.raises(Refusal, match="an administrator or top management invites them"):
        accounts.invite(by=acting(cast.olive), person=cast.quinn)
    assert accounts.invite(by=acting(cast.ada), person=cast.quinn).person == cast.quinn


def test_link_that_operations_hold_opens_no_account_with_a_role(cast: Cast) -> None:
    invitation = accounts.invite(by=acting(cast.olive), person=cast.gero)
    give(acting(cast.ada), cast.gero, TOP_MANAGEMENT, cast.body)

    assert opens(invitation, "olive@elsewhere.example").status_code == 409
    assert Person.objects.get(pk=cast.gero.pk).account is None
    opens(accounts.invite(by=acting(cast.ada), person=cast.gero), "gero@example.org")
    assert Person.objects.get(pk=cast.gero.pk).account is not None


def test_link_of_who_holds_a_role_is_shown_to_who_gives_roles_alone(cast: Cast) -> None:
    invitation = accounts.invite(by=acting(cast.ada), person=cast.quinn)
    page, secret = f"/people/invitations/{invitation.pk}/", invitations.secret(invitation)

    told = {name: entered(getattr(cast, name)).get(page) for name in ("ada", "olive")}

    assert {name: answer.status_code for name, answer in told.items()} == {"ada": 200, "olive": 409}
    assert secret in told["ada"].content.decode()
    assert secret not in told["olive"].content.decode()


def test_address_of_who_holds_a_role_is_changed_by_who_gives_roles(cast: Cast) -> None:
    typed = {"reason": "Misspelt.", "given_name": "Quinn", "family_name": "Ostermann", "email": "q@example.org"}
    page = f"/people/{cast.quinn.pk}/correct/"

    assert sent(entered(cast.olive), page, **typed, language="en").status_code == 409
    assert sent(entered(cast.olive), page, **{**typed, "email": cast.quinn.email}, language="en").status_code == 302
    assert sent(entered(cast.ada), page, **typed, language="en").status_code == 302
    assert Person.objects.get(pk=cast.quinn.pk).email == "q@example.org"


def test_invitation_with_a_wrong_secret_or_after_its_time_opens_nothing(cast: Cast, clock: Any) -> None:
    invitation = accounts.invite(by=acting(cast.olive), person=cast.carla)
    right, wrong = invitations.secret(invitation), "0" * 32
    assert Client().get(f"/account/invitation/{invitation.pk}/{wrong}/").status_code == 409
    clock.move(days=15)
    assert Client().get(f"/account/invitation/{invitation.pk}/{right}/").status_code == 409


def test_secrets_of_an_invitation_are_not_tried_out_by_the_thousand(cast: Cast) -> None:
    invitation = accounts.invite(by=acting(cast.olive), person=cast.carla)
    guesses = [Client().get(f"/account/invitation/{invitation.pk}/{place:032x}/").status_code for place in range(31)]
    assert guesses == [409] * 30 + [429]


def test_administrator_takes_an_account_away_and_the_session_ends(cast: Cast) -> None:
    theirs = entered(cast.olive)
    sent(entered(cast.ada), f"/people/{cast.olive.pk}/unlink/", reason="Left the body.")
    assert Person.objects.get(pk=cast.olive.pk).account is None
    assert theirs.get("/people/").status_code == 302


def test_deputy_is_chosen_among_those_with_the_same_roles(cast: Cast) -> None:
    give(acting(cast.tom), cast.otto, OPERATIONS, cast.body)
    client = entered(cast.olive)
    offered = client.get("/account/absence/").context["form"].fields["deputy"].queryset
    assert list(offered) == [cast.otto]
    day = clock.today().isoformat()
    sent(client, "/account/absence/", deputy=str(cast.otto.pk), from_on=day, until_on=day)
    assert [(each.person, each.deputy) for each in Absence.objects.all()] == [(cast.olive, cast.otto)]


def test_nobody_ends_the_absence_of_another_on_their_own_page(cast: Cast) -> None:
    give(acting(cast.tom), cast.otto, OPERATIONS, cast.body)
    today = clock.today()
    absence = absence_acts.declare(
        by=acting(cast.olive), person=cast.olive, deputy=cast.otto, from_on=today, until_on=today
    )
    assert entered(cast.otto).post(f"/account/absence/{absence.pk}/end/").status_code == 404
