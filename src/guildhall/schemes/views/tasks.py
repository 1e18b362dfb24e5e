"""Pages of tasks and of the lists in which they come."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.schemes.acts import lists, tasks
from guildhall.schemes.forms.analyses import ListForm, TaskForm
from guildhall.schemes.models import Task, TaskImport
from guildhall.schemes.permissions import may_develop_schemes, may_read_schemes
from guildhall.schemes.tasklists import REASONS
from guildhall.schemes.views import states
from guildhall.schemes.views.analyses import done, one_analysis
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, render_record, url
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated


@page(area="desk", permission=may_develop_schemes)
def add(request: PageRequest, pk: UUID) -> HttpResponse:
    """Add a task by hand."""
    analysis = one_analysis(pk)
    form = TaskForm(request.POST or None, record=analysis)
    return done(request, tasks.add, form, analysis, arguments=_without_seen)


def _without_seen(typed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if name != "seen"}


@page(area="desk", permission=may_develop_schemes)
def edit(request: PageRequest, pk: UUID) -> HttpResponse:
    """Put the words of a task right."""
    task = _task(pk)
    told = {name: getattr(task, name) for name in ("number", "words", "domain", "source")}
    form = TaskForm(request.POST or None, record=task.analysis, initial={**told, "seen": task.revision})
    form.lock_name("number")
    return done(request, tasks.edit, form, one_analysis(task.analysis_id))


@page(area="desk", permission=may_develop_schemes)
def strike(request: PageRequest, pk: UUID) -> HttpResponse:
    """Take a task off the list."""
    task = _task(pk)
    analysis = one_analysis(task.analysis_id)
    form = ActForm(request.POST or None, record=analysis)
    more = {"title": _("Strike task %(number)s") % {"number": task.number}}
    return done(request, tasks.strike, form, analysis, arguments={"number": task.number}, **more)


@page(area="desk", permission=may_develop_schemes)
def stage(request: PageRequest, pk: UUID) -> HttpResponse:
    """Hand a list of tasks in; what is good of it is shown before anything comes in."""
    analysis = one_analysis(pk)
    form = ListForm(request.POST or None, request.FILES or None, record=analysis)

    def read(typed: dict[str, Any]) -> dict[str, Any]:
        upload = typed["file"]
        upload.seek(0)  # the form has looked at what kind of file it is
        return {"name": upload.name, "content": upload.read(), "attribution": typed["attribution"]}

    return done(request, lists.stage, form, analysis, arguments=read, then=lambda made: ("schemes:task-list", made.pk))


@page(area="desk", permission=may_read_schemes)
def list_record(request: PageRequest, pk: UUID) -> HttpResponse:
    """A list as it was handed in: its good rows, and each bad one with its reason."""
    staged = _list(pk)
    known = {"task_import": staged}
    return render_record(
        request,
        staged,
        kind=_("List of tasks for %(number)s") % {"number": staged.analysis.number},
        title=staged.name,
        status=states.of_list(staged),
        facts=[
            Fact(_("Job analysis"), staged.analysis.number, link=("schemes:analysis", staged.analysis_id)),
            Fact(_("Handed in"), staged.staged_at, note=staged.staged_by.name),
            Fact(_("Good rows"), str(len(staged.rows))),
            Fact(_("Rows that are not taken"), str(len(staged.problems))),
            Fact(_("Whose list it is"), staged.attribution),
        ],
        offers=[
            Offer(lists.take, ("schemes:task-list-take", staged.pk), known, main=True),
            Offer(lists.discard, ("schemes:task-list-discard", staged.pk), known),
        ],
        template="schemes/task_list.html",
        context={"staged": staged, "problems": [_told(problem) for problem in staged.problems]},
    )


def _told(problem: dict[str, Any]) -> dict[str, Any]:
    """A bad row with its reason in the reader's language."""
    return {**problem, "sentence": translated(REASONS[problem["reason"]]) % problem["told"]}


LIST_MOVES = {"take": lists.take, "discard": lists.discard}


@page(area="desk", permission=may_develop_schemes)
def list_move(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take the good rows in, or give the list up."""
    staged = _list(pk)
    to = ("schemes:analysis", staged.analysis_id) if verb == "take" else ("schemes:task-list", staged.pk)
    return perform(
        request,
        LIST_MOVES[verb],
        ActForm(request.POST or None, record=staged),
        record=staged,
        arguments={},
        then=to,
        context={"kind": staged.name, "back": url(("schemes:task-list", staged.pk))},
    )


def _task(pk: UUID) -> Task:
    return get_object_or_404(Task.objects.select_related("analysis"), pk=pk)


def _list(pk: UUID) -> TaskImport:
    return get_object_or_404(TaskImport.objects.select_related("analysis__scheme__scope", "staged_by"), pk=pk)
