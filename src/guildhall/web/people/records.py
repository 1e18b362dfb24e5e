"""The list of people, a person's page, and the forms that register, put right and erase."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.applications.acts import applications
from guildhall.certification import queries as certifications
from guildhall.identity import grants, persons, readings, second_factor
from guildhall.identity.acts import absences, accounts
from guildhall.identity.acts import grants as grant_acts
from guildhall.identity.acts import persons as acts
from guildhall.identity.models import Absence, Condition, Grant, Person
from guildhall.identity.permissions import holds
from guildhall.identity.roles import ADMINISTRATOR, OPERATIONS, TOP_MANAGEMENT, all_roles, role
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.personnel.acts import declarations
from guildhall.shell.lists import Column, Filter, ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.web.notices import messages
from guildhall.web.people.forms import CorrectForm, ReasonForm, RegisterForm

OFFICE = holds(OPERATIONS, TOP_MANAGEMENT, ADMINISTRATOR)


def _open_names(rows: Sequence[Person]) -> None:
    persons.opened(rows)


def _with_role(rows: QuerySet[Person], code: str) -> QuerySet[Person]:
    return rows.filter(Exists(grants.given_on(clock.today()).filter(person=OuterRef("pk"), role=code)))


def _kind(rows: QuerySet[Person], choice: str) -> QuerySet[Person]:
    return rows.filter(
        {
            "personnel": Q(is_personnel=True),
            "others": Q(is_personnel=False),
            "no-account": Q(account__isnull=True, erased_at__isnull=True),
            "no-email": Q(email_alias__isnull=True, erased_at__isnull=True),
            "erased": Q(erased_at__isnull=False),
        }.get(choice, Q())
    )


def _kinds(request: PageRequest) -> list[tuple[str, str]]:
    return [
        ("personnel", _("Works for the body")),
        ("others", _("Does not work for the body")),
        ("no-account", _("Without an account")),
        ("no-email", _("Without an e-mail address")),
        ("erased", _("Erased")),
    ]


PEOPLE = ListPage[Person](
    name="identity.people",
    title=gettext_noop("People"),
    queryset=lambda request: Person.objects.all(),
    order="-number",
    columns=[
        Column(gettext_noop("Number"), lambda row: row.number, lambda row: ("web:person", row.pk), "number", True),
        Column(gettext_noop("Name"), lambda row: row.name),
        Column(gettext_noop("Registered"), lambda row: row.registered_at, order="registered_at"),
        Column(gettext_noop("Works for the body"), lambda row: _("yes") if row.is_personnel else _("no")),
        Column(gettext_noop("Account"), lambda row: _("yes") if row.account_id else _("no")),
    ],
    filters=[
        Filter("kind", gettext_noop("Who"), _kinds, _kind),
        Filter("role", gettext_noop("Role"), lambda r: [(x.code, translated(x.name)) for x in all_roles()], _with_role),
    ],
    search=persons.matching,
    search_hint=gettext_noop("Number, e-mail address, telephone, or the beginning or sound of a name"),
    before_showing=_open_names,
    empty=gettext_noop(
        "Here stands everybody whom the body deals with. People come here when they register or are registered."
    ),
    new=(acts.register, ("web:person-register",)),
)


@page(area="desk", permission=OFFICE)
def people(request: PageRequest) -> HttpResponseBase:
    """Everybody whom the body deals with."""
    return PEOPLE.response(request)


@page(area="desk", permission=OFFICE)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """What is recorded of a person; the look is logged."""
    person = readings.open_person(
        by=request.actor, person=get_object_or_404(Person.objects.select_related("account"), pk=pk)
    )
    return render_record(
        request,
        person,
        kind=_("Person"),
        title=person.number,
        status=_status(person),
        facts=_facts(person),
        offers=_offers(person),
        related=[_way(person), _roles(person), _absences(person), messages.sent_to(person)],
    )


def _status(person: Person) -> Status:
    if person.erased_at:
        return Status(_("Erased"), Tone.CLOSED)
    if person.account is None:
        return Status(_("Without an account"), Tone.OPEN)
    return Status(_("Has an account"), Tone.HOLDS)


def _facts(person: Person) -> list[Fact]:
    if person.erased_at:
        return [Fact(_("Erased"), person.erased_at, note=_("Everything personal is gone; the number remains."))]
    factor = second_factor.is_set_up(person.account) if person.account else False
    return [
        Fact(_("Name"), person.name),
        Fact(_("Date of birth"), person.birth_date),
        Fact(_("E-mail address"), person.email, note="" if person.email else _("None: is written to by post.")),
        Fact(_("Telephone"), person.phone),
        Fact(_("Postal address"), person.address),
        Fact(_("Language of letters"), person.language),
        Fact(_("Works for the body"), _("yes") if person.is_personnel else _("no")),
        Fact(_("Second factor"), _("set up") if factor else _("none")),
        Fact(_("Registered"), person.registered_at),
    ]


def _on_paper(person: Person) -> list[Offer]:
    """Who works here may sign their declaration on paper, and somebody else enters it."""
    if not person.is_personnel:
        return []
    link = ("personnel:declare-for", person.pk)
    return [Offer(declarations.make, link, {"person": person}, label=_("Begin a declaration on paper"))]


def _offers(person: Person) -> list[Offer]:
    known = {"person": person}
    return [
        Offer(acts.correct, ("web:person-correct", person.pk), known, main=True),
        Offer(grant_acts.give, ("web:role-give", person.pk), known),
        Offer(accounts.invite, ("web:person-invite", person.pk), known),
        *_on_paper(person),
        Offer(
            applications.begin,
            ("applications:begin-for", person.pk),
            known,
            label=_("Begin an application on paper"),
        ),
        Offer(absences.declare, ("web:person-away", person.pk), known, label=_("Hand their work over")),
        Offer(accounts.reset_factor, ("web:person-factor", person.pk), known),
        Offer(accounts.unlink, ("web:person-unlink", person.pk), known),
        Offer(acts.erase, ("web:person-erase", person.pk), known),
    ]


def _way(person: Person) -> Related:
    """From the application to the certificate: numbers and states; what they say opens where it is recorded."""
    whole = Row(_("The whole file, from application to certificate"), link=("certification:whole", person.pk))
    certified = [
        Row(each.number, each.version.title, ("certification:certification", each.pk))
        for each in certifications.of_person(person.pk)
    ]
    applied = person.applications.exists()
    return Related(
        _("Certification"),
        [*certified, whole] if applied or certified else [],
        empty=_("Applications, examinations, decisions and certificates of this person come here."),
    )


def _roles(person: Person) -> Related:
    rows = [
        _role(each) for each in person.grants.select_related("scope").prefetch_related("conditions").order_by("-id")
    ]
    return Related(_("Roles"), rows, _("No role yet. An administrator or top management gives one."))


def _role(grant: Grant) -> Row:
    unmet = next((each for each in grant.conditions.all() if not each.met_on(clock.today())), None)
    return Row(
        what=f"{translated(role(grant.role).name)} · {grant.scope.name}",
        why=_why(grant, unmet),
        link=() if grant.ended_at else ("web:role-end", grant.pk),
        status=_held(grant, unmet),
    )


def _why(grant: Grant, unmet: Condition | None) -> str:
    if unmet and not grant.ended_at:
        return grants.lapse(unmet).sentence
    ends = grant.until_on.isoformat() if grant.until_on else _("until it is ended")
    return _("from %(begins)s, %(ends)s") % {"begins": grant.from_on.isoformat(), "ends": ends}


def _held(grant: Grant, unmet: Condition | None) -> Status:
    today = clock.today()
    if grant.ended_at or (grant.until_on and grant.until_on < today):
        return Status(_("Ended"), Tone.CLOSED)
    if unmet:
        return Status(_("Does not hold"), Tone.FAILS)
    return Status(_("Holds"), Tone.HOLDS) if grant.from_on <= today else Status(_("Not yet"), Tone.SOON)


def _absences(person: Person) -> Related:
    deputies = persons.names(person.absences.values_list("deputy_id", flat=True))
    rows = [_absence(each, deputies) for each in person.absences.order_by("-from_on")[:10]]
    return Related(_("Being away"), rows, _("Days on which this person is away stand here, with who sees their work."))


def _absence(absence: Absence, names: dict[UUID, str]) -> Row:
    over = absence.ended_at is not None or absence.until_on < clock.today()
    return Row(
        what=f"{absence.from_on.isoformat()} – {absence.until_on.isoformat()}",
        why=_("%(name)s sees the work") % {"name": names[absence.deputy_id]},
        link=() if over else ("web:person-back", absence.pk),
        status=Status(_("Over"), Tone.CLOSED) if over else Status(_("Declared"), Tone.OPEN),
    )


@page(area="desk", permission=OFFICE)
def register(request: PageRequest) -> HttpResponse:
    """Register somebody who stands before the desk, writes or rings up."""
    form = RegisterForm(request.POST or None)
    return perform(request, acts.register, form, then=lambda made: ("web:person", made.pk))


@page(area="desk", permission=OFFICE)
def correct(request: PageRequest, pk: UUID) -> HttpResponse:
    """Put particulars right, with the reason."""
    person = readings.open_person(by=request.actor, person=get_object_or_404(Person, pk=pk))
    names = ("given_name", "family_name", "birth_date", "email", "phone", "address", "language")
    form = CorrectForm(request.POST or None, record=person, initial={name: getattr(person, name) for name in names})
    return perform(request, acts.correct, form, record=person, then=("web:person", person.pk))


@page(area="desk", permission=OFFICE)
def erase(request: PageRequest, pk: UUID) -> HttpResponse:
    """Erase somebody, after it is said what follows."""
    person = get_object_or_404(Person.objects.select_related("account"), pk=pk)
    follows = _(
        "Names, dates, addresses and everything else that is personal are destroyed and cannot be brought back."
    )
    return perform(
        request,
        acts.erase,
        ReasonForm(request.POST or None, record=person),
        record=person,
        then=("web:person", person.pk),
        context={"consequence": follows, "harm": True},
    )
