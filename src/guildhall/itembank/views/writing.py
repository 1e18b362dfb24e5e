"""Pages on which items are written: choose what, write it, change a draft, hand in a new file for it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from guildhall.itembank import queries, readings
from guildhall.itembank.acts import items
from guildhall.itembank.forms import FORMS, FileForm, QuestionForm
from guildhall.itembank.forms.writing_several import SeveralForm
from guildhall.itembank.intake import ACCEPTED, examined
from guildhall.itembank.models import ItemVersion
from guildhall.itembank.permissions import writes_items
from guildhall.itembank.questions import Form, question_of
from guildhall.itembank.shelf import shelf_for, shelf_of
from guildhall.itembank.views.framing import framing
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
    Form.SLIDER: (gettext_noop("Slider"), gettext_noop("A number between two bounds is given.")),
    Form.EXTENDED_TEXT: (
        gettext_noop("Extended text"),
        gettext_noop("An answer in sentences, which a person scores: for practice, or to be exported."),
    ),
    Form.UPLOAD: (
        gettext_noop("Upload"),
        gettext_noop("An answer as a file, which a person scores: for practice, or to be exported."),
    ),
    Form.ORDER: (gettext_noop("Order"), gettext_noop("Steps are put into their order.")),
    Form.MATCH: (gettext_noop("Match"), gettext_noop("Everything of one set is matched to one of another.")),
    Form.ASSOCIATE: (gettext_noop("Associate"), gettext_noop("Pairs are found within one set.")),
    Form.GAP_MATCH: (gettext_noop("Gap match"), gettext_noop("The gaps of a text are filled from a list.")),
    Form.HOTTEXT: (gettext_noop("Hot text"), gettext_noop("Passages of a text are chosen.")),
    Form.HOTSPOT: (gettext_noop("Hotspot"), gettext_noop("Spots of a picture are chosen.")),
    Form.GRAPHIC_ORDER: (gettext_noop("Graphic order"), gettext_noop("Spots of a picture are put into their order.")),
    Form.GRAPHIC_ASSOCIATE: (gettext_noop("Graphic associate"), gettext_noop("Spots of a picture are paired.")),
    Form.GRAPHIC_GAP_MATCH: (gettext_noop("Graphic gap match"), gettext_noop("Labels are put to spots of a picture.")),
    Form.SELECT_POINT: (gettext_noop("Select point"), gettext_noop("Points are set on a picture.")),
    Form.SEVERAL: (
        gettext_noop("Several questions"),
        gettext_noop("Several questions about one passage, recording or case, each with its key and its points."),
    ),
}
"""What can be written here, and what it is."""

SHOWN_AS = {
    "light": gettext_noop("Light"),
    "dark": gettext_noop("Dark"),
    "large": gettext_noop("Large print"),
    "narrow": gettext_noop("Telephone"),
}
"""How a candidate may have an item before them."""


@page(area="desk", permission=writes_items)
def choose(request: PageRequest) -> HttpResponseBase:
    """Choose for which scheme, and what kind of item is written or handed in."""
    kinds = [(str(kind), translated(name), translated(meaning)) for kind, (name, meaning) in KINDS.items()]
    context = {"title": _("Write or import items"), "schemes": queries.schemes_of(request.person.id), "kinds": kinds}
    return render(request, "itembank/write.html", context)


@page(area="desk", permission=writes_items)
def write(request: PageRequest, pk: UUID, kind: str) -> HttpResponseBase:
    """Write an item in a form, with what candidates will see and what the guidance says beside it."""
    scheme = scheme_of(pk)
    if kind not in FORMS:
        raise Http404
    shelf = shelf_of(scheme, request.person.id)
    form = _form(request, FORMS[kind], record=scheme, shelf=shelf, domains=queries.domains(scheme))
    form.canvas_url = reverse("itembank:write-canvas", args=[pk])
    answer = perform(
        request,
        items.write,
        form,
        record=scheme,
        arguments=lambda typed: {**form.placed, "question": form.question},
        then=lambda made: ("itembank:version", made.pk),
        title=translated(KINDS[Form(kind)][0]),
        template="itembank/writing.html",
        context={
            "kind": scheme.name,
            "lead": translated(KINDS[Form(kind)][1]),
            "button": _("Keep as a draft"),
            **_beside(reverse("itembank:write-preview", args=[pk, kind])),
        },
    )
    return _arranged(request, framing(answer))


def _beside(preview: str) -> dict[str, Any]:
    """What the page needs to show the item and the advice beside the form."""
    return {
        "preview_url": preview,
        "shown_as": [(name, translated(words)) for name, words in SHOWN_AS.items()],
    }


@page(area="desk", permission=writes_items)
def edit(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Change one's own draft in the form; a draft that the form cannot keep is replaced by a file."""
    version = version_of(pk)
    if refusal := items.edit.refusal(by=request.actor, version=version):
        raise refusal
    form = form_of(request, version)
    form.canvas_url = reverse("itembank:version-canvas", args=[pk])
    answer = perform(
        request,
        items.edit,
        form,
        record=version,
        arguments=lambda typed: {"question": form.question},
        then=("itembank:version", version.pk),
        title=_("Edit %(number)s") % {"number": version.item.number},
        template="itembank/writing.html",
        context={
            "kind": str(version),
            "button": _("Keep"),
            **_beside(reverse("itembank:version-preview", args=[pk])),
        },
    )
    return _arranged(request, framing(answer))


def _form(request: PageRequest, kind: type[QuestionForm], **given: Any) -> QuestionForm:
    """The form with what was sent; where one of its buttons was pressed, as it stands after that, and not sent yet."""
    form = kind(request.POST or None, **given)
    step = _step(request)
    if not step or not isinstance(form, SeveralForm):
        return form
    return kind(**{**given, "initial": form.after(step)})


def _step(request: PageRequest) -> str:
    """Which button was pressed that arranges the questions of a form anew."""
    step = request.POST.get("arrange", "")
    return f"add:{request.POST.get('add', '')}" if step == "add" else step


def _arranged(request: PageRequest, answer: HttpResponse) -> HttpResponse:
    """The form that was arranged anew is a good answer, although nothing was kept."""
    if _step(request) and answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        answer.status_code = HTTPStatus.OK
    return answer


def form_of(request: PageRequest, version: ItemVersion) -> QuestionForm:
    """The form of a draft, with what stands in the draft."""
    question = question_of(readings.opened(by=request.actor, version=version))
    if question is None:
        raise Http404
    kind = FORMS[question.form]
    shelf = shelf_for(version, question, request.person.id)
    return _form(request, kind, record=version, shelf=shelf, initial=kind.filled(question, shelf))


def scheme_of(pk: UUID) -> Scheme:
    """The scheme of that identifier."""
    return get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)


@page(area="desk", permission=writes_items)
def replace(request: PageRequest, pk: UUID) -> HttpResponse:
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
