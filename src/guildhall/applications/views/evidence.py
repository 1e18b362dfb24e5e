"""Pages of evidence: handing it in for a requirement, replacing it, taking it back, and the file itself."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.acts import evidence as acts
from guildhall.applications.forms import PAPERS, EvidenceForm
from guildhall.applications.models import Application, Evidence
from guildhall.applications.readings import file_of
from guildhall.applications.rules.evidence import TAKES_EVIDENCE
from guildhall.applications.views.sections import TOLD, do, in_hand, place, twice
from guildhall.applications.views.words import verdict_status
from guildhall.schemes.models import Requirement
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.records import url
from guildhall.shell.requests import PageRequest
from guildhall.vault.fields import shown
from guildhall.vault.files import name_of, receive
from guildhall.vault.keys import KeyDestroyed
from guildhall.vault.models import StoredFile


def _requirement(request: PageRequest, pk: UUID, requirement: UUID) -> HttpResponseBase:
    """One requirement: what it asks for, what was handed in, and, where it is taken now, the form to hand in more."""
    application = in_hand(request, pk)
    asked = get_object_or_404(Requirement, pk=requirement, version_id=application.version_id)
    context = {"title": asked.words, **_shown(request, application, asked)}
    if application.state not in TAKES_EVIDENCE and request.method != "POST":
        return render(request, "applications/requirement_shown.html", context)
    return do(
        request,
        acts.provide,
        EvidenceForm(request.POST or None, request.FILES or None, record=application),
        application,
        known={"requirement": asked},
        arguments=lambda typed: _with_file(application, typed),
        then=place(request, "requirement", application.pk, asked.pk),
        title=asked.words,
        template="applications/requirement.html",
        context={**context, "button": _("Hand in")},
    )


def _shown(request: PageRequest, application: Application, asked: Requirement) -> dict[str, Any]:
    """What a page says of a requirement to whoever applies; what was found of it, once it is decided."""
    result = queries.results_of(application).get(asked.pk) if application.state in TOLD else None
    return {
        "requirement": asked,
        "result": result,
        "result_status": verdict_status(result) if result else None,
        "handed_in": [_row(request, each) for each in queries.evidence_of(application).filter(requirement=asked)],
        "back": url(place(request, "checklist", application.pk)),
    }


def _row(request: PageRequest, evidence: Evidence) -> dict[str, Any]:
    """One piece of evidence, for who handed it in."""
    parts = (evidence.application_id, evidence.pk)
    judged = acts.remove.refusal(by=request.actor, evidence=evidence)
    return {
        "evidence": evidence,
        "words": shown(evidence, "words"),
        "name": called(evidence.file),
        "file_url": url(place(request, "evidence-file", *parts)) if evidence.file else "",
        "replace_url": "" if judged else url(place(request, "evidence-replace", *parts)),
        "remove_url": "" if judged else url(place(request, "evidence-remove", *parts)),
    }


def called(file: StoredFile | None) -> str:
    """What a file is called, for who may open it; a word that says so where it was erased."""
    try:
        return name_of(file) if file else ""
    except KeyDestroyed:
        return _("erased")


def _replace(request: PageRequest, pk: UUID, evidence: UUID) -> HttpResponseBase:
    """Put something better in the place of evidence."""
    application = in_hand(request, pk)
    old = _of(application, evidence)
    initial = {"words": shown(old, "words"), "dated_on": old.dated_on}
    return do(
        request,
        acts.replace,
        EvidenceForm(request.POST or None, request.FILES or None, record=old, initial=initial),
        application,
        record=old,
        arguments=lambda typed: _with_file(application, typed),
        then=place(request, "requirement", application.pk, old.requirement_id),
        context={"lead": old.requirement.words},
    )


def _remove(request: PageRequest, pk: UUID, evidence: UUID) -> HttpResponseBase:
    """Take evidence back."""
    application = in_hand(request, pk)
    old = _of(application, evidence)
    return do(
        request,
        acts.remove,
        ActForm(request.POST or None, record=old),
        application,
        record=old,
        then=place(request, "requirement", application.pk, old.requirement_id),
        context={
            "lead": old.requirement.words,
            "consequence": _("It counts no longer. That it was handed in, and taken back, stays recorded."),
        },
    )


def _file(request: PageRequest, pk: UUID, evidence: UUID) -> HttpResponseBase:
    """The file that was handed in, for whoever handed it in."""
    file = file_of(by=request.actor, evidence=_of(in_hand(request, pk), evidence))
    if file is None:
        raise Http404
    return download(request, file)


def _of(application: Application, pk: UUID) -> Evidence:
    found = Evidence.objects.select_related(*Evidence.reload_with)
    return get_object_or_404(found, application=application, pk=pk)


def _with_file(application: Application, typed: dict[str, Any]) -> dict[str, Any]:
    upload = typed["paper"]
    return {**typed, "paper": receive(upload, key_id=application.key_id, allowed=PAPERS) if upload else None}


my_requirement, for_requirement = twice(_requirement)
my_replace, for_replace = twice(_replace)
my_remove, for_remove = twice(_remove)
my_file, for_file = twice(_file)
