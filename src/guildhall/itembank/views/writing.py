"""Pages on which items are written: choose what, write it, change a draft, hand in a new file for it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from guildhall.itembank import queries, readings
from guildhall.itembank.acts import items
from guildhall.itembank.forms import FORMS, FileForm, QuestionForm
from guildhall.itembank.intake import ACCEPTED, examined
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import writes_items
from guildhall.itembank.questions import Form, question_of
from guildhall.itembank.views.items import version_of
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Scheme
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault import keys
from guildhall.vault.files import receive

KINDS = {
    Form.SINGLE_CHOICE: (gettext_noop("Single choice"), gettext_noop("One of several options is right.")),
    Form.MULTIPLE_CHOICE: (gettext_noop("Multiple choice"), gettext_noop("Several options are right together.")),
    Form.INLINE_CHOICE: (gettext_noop("Inline choice"), gettext_noop("A word of a sentence is chosen from a list.")),
    Form.TEXT_ENTRY: (gettext_noop("Text entry"), gettext_noop("A word or a number is written into a sentence.")),
}
"""What can be written here, and what it is."""


@page(area="desk", permission=writes_items)
def choose(request: PageRequest) -> HttpResponseBase:
    """Choose for which scheme, and what kind of item is written or handed in."""
    kinds = [(str(kind), translated(name), translated(meaning)) for kind, (name, meaning) in KINDS.items()]
    context = {"title": _("Write or import items"), "schemes": queries.schemes_of(request.person.id), "kinds": kinds}
    return render(request, "itembank/write.html", context)


@page(area="desk", permission=writes_items)
def write(request: PageRequest, pk: UUID, kind: str) -> HttpResponseBase:
    """Write an item in a form."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST or None, record=scheme, domains=queries.domains(scheme))
    return perform(
        request,
        items.write,
        form,
        record=scheme,
        arguments=lambda typed: {**_asked(typed), "question": form.question},
        then=lambda made: ("itembank:version", made.pk),
        title=translated(KINDS[Form(kind)][0]),
        context={"kind": scheme.name, "lead": translated(KINDS[Form(kind)][1]), "button": _("Keep as a draft")},
    )


def _asked(typed: dict[str, Any]) -> dict[str, Any]:
    return {name: typed[name] for name in ("domain_code", "by_machine", "drafted_with")}


@page(area="desk", permission=writes_items)
def edit(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Change one's own draft in the form; a draft that the form cannot keep is replaced by a file."""
    version = version_of(pk)
    if refusal := items.edit.refusal(by=request.actor, version=version):
        raise refusal
    form = _filled(request, version)
    return perform(
        request,
        items.edit,
        form,
        record=version,
        arguments=lambda typed: {"question": form.question},
        then=("itembank:version", version.pk),
        title=_("Edit %(number)s") % {"number": version.item.number},
        context={"kind": str(version), "button": _("Keep")},
    )


def _filled(request: PageRequest, version: ItemVersion) -> QuestionForm:
    """The form of a draft, with what stands in the draft."""
    question = question_of(readings.opened(by=request.actor, version=version))
    if question is None:
        raise Http404
    kind = FORMS[question.form]
    return kind(request.POST or None, record=version, initial=kind.filled(question))


@page(area="desk", permission=writes_items)
def replace(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Hand in a new file for one's own draft."""
    version = version_of(pk)
    form = FileForm(request.POST or None, request.FILES or None, record=version)
    return perform(
        request,
        items.replace,
        form,
        record=version,
        arguments=lambda typed: {"intake": examined(receive(typed["file"], key_id=keys.BODY, allowed=ACCEPTED))},
        then=("itembank:version", version.pk),
        title=_("Replace %(number)s by a file") % {"number": version.item.number},
        context={"kind": str(version)},
    )
