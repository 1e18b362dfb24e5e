"""The list of timers with the lengths that hold here, and the page that sets one."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildhall.identity.permissions import holds
from guildhall.identity.roles import OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clauses
from guildhall.notices import timers
from guildhall.notices.acts import timers as acts
from guildhall.notices.models import TimerLength
from guildhall.notices.permissions import SETS_TIMERS
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated


class LengthForm(ActForm):
    """A length, as one number of three, and why it is that."""

    months = forms.IntegerField(label=gettext_lazy("Months"), min_value=0, max_value=600, initial=0)
    days = forms.IntegerField(label=gettext_lazy("or days"), min_value=0, max_value=3660, initial=0)
    working_days = forms.IntegerField(label=gettext_lazy("or working days"), min_value=0, max_value=3660, initial=0)
    reason = forms.CharField(label=gettext_lazy("Why this length"), widget=forms.Textarea(attrs={"rows": 3}))


@page(area="desk", permission=holds(OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT))
def register(request: PageRequest) -> HttpResponse:
    """Every timer: how long it usually runs, how long here, and who says so."""
    own = {each.code: each for each in TimerLength.objects.all()}
    context = {"title": _("Timers"), "timers": [_row(kind, own.get(kind.code)) for kind in timers.all_kinds()]}
    return render(request, "web/notices/timers.html", context)


def _row(kind: timers.TimerKind, own: TimerLength | None) -> dict[str, object]:
    return {
        "kind": kind,
        "title": translated(kind.title),
        "here": timers.said(own.period if own else kind.usual) or translated(kind.said_by),
        "usual": timers.said(kind.usual) if own else "",
        "reason": own.reason if own else "",
        "bound": _bound(kind),
        "clauses": [clauses.label(each) for each in kind.clauses],
        "set": url(("web:timer-set", kind.code)) if kind.can_be_set else "",
    }


def _bound(kind: timers.TimerKind) -> str:
    if kind.at_most:
        return _("at most %s") % timers.said(kind.at_most)
    return _("at least %s") % timers.said(kind.at_least) if kind.at_least else ""


@page(area="desk", permission=SETS_TIMERS)
def set_length(request: PageRequest, code: str) -> HttpResponse:
    """Set how long a timer runs in this body."""
    kind = next((each for each in timers.all_kinds() if each.code == code), None)
    if kind is None:
        raise Http404
    return perform(
        request,
        acts.set_length,
        LengthForm(request.POST or None),
        arguments=lambda typed: {**typed, "code": code},
        then=("web:timers",),
        title=f"{code}: {translated(kind.title)}",
        context={"lead": _("What runs already keeps its end."), "back": url(("web:timers",))},
    )
