"""The calendar: a month on a page, its secret addresses, and what programs fetch under them."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from guildhall.governance.acts import calendars
from guildhall.governance.models import CalendarAddress
from guildhall.governance.queries import information as queries
from guildhall.identity import tokens
from guildhall.kernel import clock
from guildhall.personnel.permissions import works_for_the_body
from guildhall.shell.forms import ActForm
from guildhall.shell.limits import at_most
from guildhall.shell.pages import PUBLIC, SIGNED_IN, page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.web.calendar import feed
from guildhall.web.calendar.entries import of
from guildhall.web.calendar.forms import AddressForm
from guildhall.web.calendar.months import Month

HOME = ("web:calendar",)
OFTEN = 20
"""How often a minute an address may fetch calendars."""


@page(area="desk", permission=works_for_the_body)
def month(request: PageRequest) -> HttpResponseBase:
    """A month with everything that falls due in it, as far as whoever looks may see it."""
    today = clock.today()
    shown = Month.of(request.GET.get("month", ""), today)
    entries = of(request.person.pk, shown.first, shown.last)
    context = {
        "title": _("Calendar"),
        "month": shown,
        "weeks": shown.weeks(entries, today),
        "entries": entries,
        "addresses": queries.calendar_addresses(request.person.pk),
    }
    return render(request, "web/calendar.html", context)


@page(area="desk", permission=works_for_the_body)
def make(request: PageRequest) -> HttpResponseBase:
    """Make a secret address; it is shown once."""
    secret = tokens.new_secret()
    kept = tokens.fingerprint(secret)
    form = AddressForm(request.POST or None, record=request.person)

    def arguments(typed: dict[str, object]) -> dict[str, object]:
        return {**typed, "fingerprint": kept}

    answer = perform(request, calendars.make, form, record=request.person, arguments=arguments, then=HOME)
    address = CalendarAddress.objects.filter(fingerprint=kept).select_related("person").first()
    if address is None:
        return answer
    found = request.build_absolute_uri(reverse("web:calendar-feed", args=[secret]))
    context = {"title": _("Your calendar address"), "secret": found, "address": address}
    return render(request, "web/calendar_address.html", context)


@page(area="desk", permission=SIGNED_IN)
def revoke(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Take one's own address back."""
    address = get_object_or_404(CalendarAddress.objects.select_related("person"), pk=pk, person=request.person)
    form = ActForm(request.POST or None, record=address)
    context = {"kind": address.label, "consequence": _("Whatever subscribes to it finds nothing from this moment.")}
    return perform(request, calendars.revoke, form, record=address, then=HOME, context=context)


@page(area="public", permission=PUBLIC)
@at_most(OFTEN, of="calendar")
def subscribed(request: PageRequest, secret: str) -> HttpResponseBase:
    """What a calendar program fetches under a secret address; nothing where it holds no more."""
    person = feed.owner(secret)
    if person is None:
        raise Http404
    with translation.override(person.language):
        return _calendar(feed.written(person, request.build_absolute_uri))


def _calendar(content: bytes) -> HttpResponse:
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
    answer["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return answer
