"""The one way in which a page does an act: show the form, do the act, or show why not with everything typed kept."""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import redirect, render

from guildhall.kernel import identifiers
from guildhall.kernel.refusals import Refusal
from guildhall.ledger.acts import Act
from guildhall.ledger.records import Record
from guildhall.shell import refusals, typed
from guildhall.shell.forms import ActForm
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import translated

R = TypeVar("R")
Then = Callable[[R], tuple[object, ...] | str] | tuple[object, ...] | str


def perform(
    request: PageRequest,
    act: "Act[..., R]",
    form: ActForm,
    *,
    record: Record | None = None,
    arguments: Callable[[dict[str, Any]], Mapping[str, Any]] | Mapping[str, Any] | None = None,
    then: Then[R],
    title: str = "",
    template: str = "shell/act.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Do `act` with what `form` holds, in the name of whoever asks.

    `record` is the act's subject (its first `about`), taken at the revision that the person saw. `arguments` are the
    act's other arguments, or a function that makes them of what was typed; by default what was typed. `then` is where
    the person goes afterwards: a route and its arguments, an address, or a function of the act's result.

    A form that was not sent, or not in good shape, is shown (422); a refusal is shown on the form (409).
    """
    page = _Page(request, act, form, title or translated(act.label), template, dict(context or {}), record)
    if request.method != "POST":
        return page.begun()
    if not form.is_valid():
        return page.shown(422)
    try:
        result = _done(request, act, form, record, arguments)
    except Refusal as refusal:
        return page.shown(409, refusal)
    return _gone(then, result)


class _Page:
    def __init__(
        self,
        request: PageRequest,
        act: "Act[..., Any]",
        form: ActForm,
        title: str,
        template: str,
        context: dict[str, Any],
        record: Record | None,
    ) -> None:
        self.request, self.act, self.form, self.template = request, act, form, template
        form.carry_for(typed.signed_for(request))
        self.context = {"form": form, "act": act, "title": title, "record": record, **context}

    def begun(self) -> HttpResponse:
        """The form as it is first seen, or with what a lost session had left."""
        if fields := typed.waiting(self.request):
            self.form.fill_again(fields)
            self.context["kept"] = True
        return self.shown(200)

    def shown(self, status: int, refusal: Refusal | None = None) -> HttpResponse:
        if refusal:
            self.context["refusal"] = refusals.shown(refusal, act=self.act)
            if refusal.field in self.form.fields:
                self.form.add_error(refusal.field, translated(refusal.sentence))
        return render(self.request, self.template, self.context, status=status)


def _done(request: PageRequest, act: "Act[..., R]", form: ActForm, record: Record | None, arguments: Any) -> R:
    given = dict(arguments(form.typed) if callable(arguments) else form.typed if arguments is None else arguments)
    if record is not None:
        given[act.about[0]] = _as_seen(record, form.cleaned_data["revision"])
    return act.once(form.cleaned_data["once"] or identifiers.new_id().hex)(by=request.actor, **given)


def _as_seen(record: Record, revision: int | None) -> Record:
    seen = copy(record)
    seen.revision = record.revision if revision is None else revision
    return seen


def _gone(then: Any, result: Any) -> HttpResponse:
    target = then(result) if callable(then) else then
    return redirect(target) if isinstance(target, str) else redirect(target[0], *target[1:])
