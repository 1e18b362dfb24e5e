"""The pages of those who answer a survey: no account, a link that is theirs, one thing at a time.

A link that does not work, for whatever reason, tells nothing: not that there was a survey, and not that somebody has
answered it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.schemes.acts import answering
from guildhall.schemes.forms.surveys import GroupForm, TasksForm
from guildhall.schemes.models import Survey, SurveyAnswer, SurveyInvitation, Task
from guildhall.schemes.surveying import links
from guildhall.shell import limits
from guildhall.shell.pages import PUBLIC, page
from guildhall.shell.requests import PageRequest

AT_ONCE = 5
"""Tasks on a page."""

MOST, MOST_WRONG = 120, 10
"""How often an address may ask in a minute, and how often by a link that does not work."""

AS_ONE_GOES = "X-Saved-As-One-Goes"
"""The header by which the page says that it saves by itself."""


@dataclass(frozen=True)
class Answering:
    """Somebody who answers: their link, their survey, and what they have said so far."""

    secret: str
    invitation: SurveyInvitation
    survey: Survey
    answer: SurveyAnswer | None
    tasks: Sequence[Task]

    @property
    def link(self) -> str:
        """The fingerprint of their link."""
        return links.fingerprint(self.secret)

    @property
    def rated(self) -> dict[str, list[int]]:
        return self.answer.ratings if self.answer else {}

    @property
    def pages(self) -> int:
        return -(-len(self.tasks) // AT_ONCE)

    @property
    def next_page(self) -> int:
        """The first page on which something is open; the last where all is rated."""
        open_at = [place for place, task in enumerate(self.tasks) if task.number not in self.rated]
        return open_at[0] // AT_ONCE + 1 if open_at else max(self.pages, 1)

    @property
    def asks_group(self) -> bool:
        """Whether the subgroup is not known from the invitation."""
        return bool(self.survey.groups) and not self.invitation.group

    def keep(self, ratings: dict[str, tuple[int, int]], group: str = "") -> None:
        """Keep what they say."""
        answering.keep(
            by=answering.DOOR,
            survey=self.survey,
            link=self.link,
            answer=links.answer_id(self.secret),
            group=group,
            ratings=ratings,
        )


def _answering(secret: str) -> Answering | None:
    invitation = links.invited(secret)
    if invitation is None:
        return None
    tasks = list(invitation.survey.analysis.tasks.order_by("position", "number"))
    return Answering(secret, invitation, invitation.survey, links.answered(secret), tasks)


@page(area="public", permission=PUBLIC)
@limits.at_most(MOST, of="survey")
def answer(request: PageRequest, secret: str) -> HttpResponseBase:
    """What the survey is, what becomes of the answers, and how far one has come."""
    found = _answering(secret)
    if found is None:
        return _common(request, secret)
    form = GroupForm(
        request.POST or None, survey=found.survey, initial={"group": found.answer.group if found.answer else None}
    )
    if request.method == "POST" and form.is_valid():
        if found.asks_group and form.cleaned_data["group"]:
            found.keep({}, form.cleaned_data["group"])
        return redirect("surveys:rate", secret, found.next_page)
    return _shown(request, "schemes/survey_answer.html", found, form=form if found.asks_group else None)


def _common(request: PageRequest, secret: str) -> HttpResponseBase:
    """A common link: whoever begins gets a link of their own."""
    survey = links.shared(secret)
    if survey is None:
        return _gone(request)
    if request.method == "POST":
        own = links.new_secret()
        known = {"common": links.fingerprint(secret), "link": links.fingerprint(own)}
        answering.join(by=answering.DOOR, survey=survey, **known)
        return redirect(f"{reverse('surveys:answer', args=[own])}?own")
    return render(request, "schemes/survey_common.html", {"title": survey.title, "survey": survey})


@page(area="public", permission=PUBLIC)
@limits.at_most(MOST, of="survey")
def rate(request: PageRequest, secret: str, number: int) -> HttpResponseBase:
    """A few tasks at a time, saved as one goes."""
    found = _answering(secret)
    if found is None or not 1 <= number <= found.pages:
        return _gone(request)
    tasks = found.tasks[(number - 1) * AT_ONCE : number * AT_ONCE]
    form = TasksForm(request.POST or None, tasks=tasks, rated=found.rated)
    if request.method != "POST":
        return _shown(request, "schemes/survey_rate.html", found, form=form, number=number)
    valid = form.is_valid()
    found.keep(form.ratings)
    if AS_ONE_GOES in request.headers:
        return HttpResponse(status=204)
    if not valid:
        return _shown(request, "schemes/survey_rate.html", found, 422, form=form, number=number)
    return _further(request, found, number)


def _further(request: PageRequest, found: Answering, number: int) -> HttpResponseBase:
    if "stop" in request.POST:
        return redirect("surveys:answer", found.secret)
    return (
        redirect("surveys:rate", found.secret, number + 1)
        if number < found.pages
        else redirect("surveys:end", found.secret)
    )


@page(area="public", permission=PUBLIC)
@limits.at_most(MOST, of="survey")
def end(request: PageRequest, secret: str) -> HttpResponseBase:
    """Hand the answers in."""
    found = _answering(secret)
    if found is None:
        return _gone(request)
    if request.method == "POST" and found.rated:
        answer_id = links.answer_id(secret)
        answering.finish(by=answering.DOOR, survey=found.survey, link=found.link, answer=answer_id)
        return redirect("surveys:thanks")
    return _shown(request, "schemes/survey_end.html", found)


@page(area="public", permission=PUBLIC)
@limits.at_most(MOST, of="survey")
def leave(request: PageRequest, secret: str) -> HttpResponseBase:
    """Take back what one answered, and be asked no more."""
    found = _answering(secret)
    if found is None:
        return _gone(request)
    if request.method == "POST":
        answer_id = links.answer_id(secret)
        answering.withdraw(by=answering.DOOR, survey=found.survey, link=found.link, answer=answer_id)
        return redirect("surveys:left")
    return _shown(request, "schemes/survey_leave.html", found)


@page(area="public", permission=PUBLIC)
def thanks(request: PageRequest) -> HttpResponse:
    """Thanks; the address of this page tells nothing."""
    return render(request, "schemes/survey_thanks.html", {"title": _("Thank you"), "left": False})


@page(area="public", permission=PUBLIC)
def left(request: PageRequest) -> HttpResponse:
    """Who does not take part is not written to any more."""
    return render(request, "schemes/survey_thanks.html", {"title": _("You are asked no more"), "left": True})


def _shown(request: PageRequest, template: str, found: Answering, status: int = 200, **more: object) -> HttpResponse:
    """A page of somebody who answers: no other site learns its address, and browsers still name ours with its forms."""
    context = {
        "title": found.survey.title,
        "survey": found.survey,
        "answering": found,
        "rated": len(found.rated),
        "all": len(found.tasks),
        "own": "own" in request.GET,
        **more,
    }
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return response


def _gone(request: PageRequest) -> HttpResponse:
    if limits.count("survey-wrong", limits.address(request)) > MOST_WRONG:
        return limits.too_often(request)
    return render(request, "schemes/survey_gone.html", {"title": _("This link does not work")}, status=404)
