"""Pages of conformity: the matrix, the gap list, a clause with its judgement."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guildhall.conformity import catalogue, discovery, judging, matrix, runs, showing
from guildhall.conformity.acts import controls as control_acts
from guildhall.conformity.acts import judgements
from guildhall.conformity.catalogue import Clause
from guildhall.conformity.forms import JudgeForm, WithdrawForm
from guildhall.conformity.lifecycles import JudgementState
from guildhall.conformity.matrix import BOTH, Standing
from guildhall.conformity.models import Judgement
from guildhall.conformity.permissions import judges_clauses, reads_conformity, runs_controls
from guildhall.conformity.rules import asked
from guildhall.identity.models import Person
from guildhall.kernel import identifiers
from guildhall.kernel.actors import ActorKind
from guildhall.kernel.clauses import EDITIONS, label
from guildhall.ledger.acts import Act
from guildhall.shell import refusals
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated

TABS = (("2012", gettext_noop("2012")), (BOTH, gettext_noop("2012 and 2026")), ("2026", gettext_noop("2026")))
CONFIDENCE = {
    "high": gettext_noop("well known to us"),
    "medium": gettext_noop("fairly sure; check against a licensed copy"),
    "low": gettext_noop("our inference; check against a licensed copy"),
}
WAYS = {
    "continued": gettext_noop("continued"),
    "moved": gettext_noop("moved"),
    "retitled": gettext_noop("continued under another title"),
    "changed": gettext_noop("changed"),
    "assumed": gettext_noop("assumed to continue"),
    "new": gettext_noop("new"),
}


@page(area="desk", permission=reads_conformity)
def matrix_page(request: PageRequest) -> HttpResponse:
    """The conformity matrix of one edition or both, narrowed to a standing or a chapter."""
    asked = _asked(request.GET)
    found = matrix.matrix(asked["edition"])
    context = {
        "title": _("Conformity"),
        "found": found,
        "since": runs.leaves() - found.position if found.position is not None else 0,
        "tabs": [(key, translated(words), _query(edition=key)) for key, words in TABS],
        "standings": [
            (showing.counted(each, number), _query(**{**asked, "state": each}), asked["state"] == each)
            for each, number in found.counts.items()
            if number
        ],
        "numbers": [
            (each, _query(**{**asked, "chapter": each}), asked["chapter"] == each)
            for each in dict.fromkeys(row.clause.chapter for row in found.rows if row.clause.asks)
        ],
        "everything": _query(edition=asked["edition"]),
        "every_chapter": _query(**{**asked, "chapter": ""}),
        "asked": asked,
        "chapters": showing.chapters(found.rows, state=asked["state"], chapter=asked["chapter"]),
        "may_run": runs_controls.refusal(by=request.actor) is None,
        "once": identifiers.new_id().hex,
    }
    return render(request, "conformity/matrix.html", context)


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    edition, state = given.get("edition", ""), given.get("state", "")
    return {
        "edition": edition if edition in {*EDITIONS, BOTH} else EDITIONS[0],
        "state": state if state in set(Standing) else "",
        "chapter": given.get("chapter", ""),
    }


def _query(**asked: str) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})


@page(area="desk", permission=runs_controls)
def run(request: PageRequest) -> HttpResponse:
    """Run the controls again, now."""
    if request.method == "POST":
        control_acts.ask.once(request.POST.get("once") or identifiers.new_id().hex)(by=request.actor)
        found = runs.run_due()
        messages.success(request, _("%d controls were run again.") % len(found))
    return redirect(reverse("conformity:matrix") + _query(**_asked(request.POST)))


@page(area="desk", permission=reads_conformity)
def gaps_page(request: PageRequest) -> HttpResponse:
    """What 2026 asks that 2012 did not, and how it stands."""
    rows = matrix.gaps()
    open_ones = [row for row in rows if row.standing not in {Standing.HOLDS, Standing.NOT_APPLICABLE}]
    context = {
        "title": _("From 2012 to 2026"),
        "rows": [showing.shown(row) for row in rows],
        "total": len(rows),
        "closed": len(rows) - len(open_ones),
        "ways": WAYS,
    }
    return render(request, "conformity/gaps.html", context)


@page(area="desk", permission=reads_conformity)
def judging_page(request: PageRequest) -> HttpResponse:
    """What no control can tell: which clause is judged by a person, by which questions, and by when."""
    context = {
        "title": _("What people judge"),
        "planned": [(each, showing.shown(each.row)) for each in judging.plan()],
        "may_judge": judges_clauses.refusal(by=request.actor) is None,
    }
    return render(request, "conformity/judging.html", context)


@page(area="desk", permission=reads_conformity)
def clause_page(request: PageRequest, key: str) -> HttpResponse:
    """One clause: what it asks in our words, what prevents and detects, what was judged."""
    if not catalogue.exists(key):
        return redirect("conformity:clause", _nearest(key).key)
    clause = catalogue.clause(key)
    found, *below = matrix.rows_of((clause, *catalogue.children(clause)))
    context = {
        "title": f"{found.clause.reference} {found.clause.title}",
        "kind": label(key).split(" ")[0],
        "row": found,
        "shown": showing.shown(found),
        "clause": found.clause,
        "checks": showing.checks(found),
        "due_on": judging.due_on(found, judging.first_due_on()) if found.asked or found.judgement else None,
        "above": catalogue.ancestors(found.clause)[::-1],
        "below": [showing.shown(each) for each in below],
        "confidence": translated(CONFIDENCE[found.clause.confidence]),
        "controls": [(each, showing.status(each.state), showing.findings(each.findings)) for each in found.controls],
        "rules": [(each.declared.code, each.declared.meaning, each.via) for each in found.rules],
        "acts": dict.fromkeys(_called(each.declared) for each in discovery.acts_for(found.clause)),
        "passages": [
            (catalogue.clause(_other(each.source, each.target, key)), translated(WAYS[each.way]), each.confidence)
            for each in catalogue.passages_of(found.clause)
            if each.source
        ],
        "judgements": _judgements(found.clause),
        "offer": _offer(request, found),
    }
    return render(request, "conformity/clause.html", context)


def _called(act: Act[..., Any]) -> str:
    return translated(act.label) or act.name


def _nearest(key: str) -> Clause:
    try:
        return catalogue.clause(key)
    except catalogue.NoSuchClause:
        return catalogue.clauses(EDITIONS[0])[0]


def _other(source: str, target: str, key: str) -> str:
    return target if source == key else source


def _offer(request: PageRequest, found: matrix.Row) -> dict[str, Any] | None:
    """The judging of a clause: possible, or refused with its reason."""
    if not found.clause.asks:
        return None
    act: Act[..., Any] = judgements.give
    refusal = act.refusal(by=request.actor, clause=found.clause.key)
    return {"refusal": refusals.shown(refusal, act=act) if refusal else None, "standing": found.judgement}


def _judgements(clause: Clause) -> list[tuple[Judgement, Any, str]]:
    given = list(Judgement.objects.filter(clause=clause.key).order_by("-given_at"))
    people = {
        str(each.pk): each
        for each in Person.objects.filter(pk__in=[_person_id(each) for each in given if _person_id(each)])
    }
    return [(each, showing.status_of(each), _name(people.get(_person_id(each)))) for each in given]


def _person_id(judgement: Judgement) -> str:
    kind, _sign, name = judgement.given_by.partition(":")
    return name if kind == ActorKind.PERSON else ""


def _name(person: Person | None) -> str:
    return f"{person.name} ({person.number})" if person else ""


@page(area="desk", permission=judges_clauses)
def judge(request: PageRequest, key: str) -> HttpResponseBase:
    """Judge a clause; where it was judged before, the judgement is replaced."""
    clause = _nearest(key)
    standing = Judgement.objects.filter(clause=clause.key, state=JudgementState.IN_FORCE).first()
    if standing:
        return redirect("conformity:judgement-revise", standing.pk)
    form = JudgeForm(request.POST or None, questions=asked(clause.key))
    return perform(
        request,
        judgements.give,
        form,
        arguments=lambda typed: {**form.judgement, "clause": clause.key},
        then=("conformity:clause", clause.key),
        template="conformity/judge.html",
        context=_about(clause),
    )


@page(area="desk", permission=judges_clauses)
def revise(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Judge a clause anew."""
    judgement = get_object_or_404(Judgement, pk=pk)
    form = JudgeForm(request.POST or None, record=judgement, questions=asked(judgement.clause))
    return perform(
        request,
        judgements.revise,
        form,
        record=judgement,
        arguments=lambda typed: form.judgement,
        then=("conformity:clause", judgement.clause),
        template="conformity/judge.html",
        context={**_about(judgement.about), "judgement": judgement},
    )


@page(area="desk", permission=judges_clauses)
def withdraw(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Withdraw a judgement."""
    judgement = get_object_or_404(Judgement, pk=pk)
    return perform(
        request,
        judgements.withdraw,
        WithdrawForm(request.POST or None, record=judgement),
        record=judgement,
        then=("conformity:clause", judgement.clause),
        template="conformity/judge.html",
        context={**_about(judgement.about), "judgement": judgement},
    )


def _about(clause: Clause) -> dict[str, Any]:
    return {"clause": clause, "kind": f"{label(clause.key)} · {clause.title}", "back": showing.clause_url(clause)}


@page(area="desk", permission=reads_conformity)
def judgement_page(request: PageRequest, pk: UUID) -> HttpResponse:
    """One judgement, with its history."""
    judgement = get_object_or_404(Judgement, pk=pk)
    (_judgement, _status, name) = next(each for each in _judgements(judgement.about) if each[0].pk == pk)
    return render_record(
        request,
        judgement,
        kind=_("Judgement of a clause"),
        title=judgement.number,
        status=showing.status_of(judgement),
        facts=[
            Fact(
                _("Clause"),
                f"{label(judgement.clause)} {judgement.about.title}",
                ("conformity:clause", judgement.clause),
            ),
            Fact(_("Judged"), None, status=showing.status(judgement.verdict)),
            Fact(_("Reason"), judgement.reason),
            Fact(_("Counts until"), judgement.until_on),
            Fact(_("Given"), judgement.given_at, note=name),
        ],
        offers=[
            Offer(
                judgements.revise, ("conformity:judgement-revise", judgement.pk), {"judgement": judgement}, main=True
            ),
            Offer(judgements.withdraw, ("conformity:judgement-withdraw", judgement.pk), {"judgement": judgement}),
        ],
    )
