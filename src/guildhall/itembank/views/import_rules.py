"""Pages of the rules that sort imported questions: the list, a new rule, and rules made of the words of an import."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.itembank import queries, readings
from guildhall.itembank.acts import import_rules
from guildhall.itembank.forms.imports import ImportRuleForm, TaughtForm
from guildhall.itembank.models import Aspect, ImportRule
from guildhall.itembank.models.items import Level
from guildhall.itembank.permissions import writes_items
from guildhall.itembank.queries import imports as of_imports
from guildhall.itembank.views.imports import import_of
from guildhall.kernel.words import gettext_noop
from guildhall.schemes.models import Scheme
from guildhall.shell.lists import Column, Filter, ListPage, OnSelection
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


def _rules(request: PageRequest) -> QuerySet[ImportRule]:
    mine = queries.schemes_of(request.person.id).values("pk")
    return ImportRule.objects.filter(scheme__in=mine, ended_at__isnull=True).select_related("scheme__scope", "made_by")


REGISTER = ListPage[ImportRule](
    name="itembank.import-rules",
    title=gettext_noop("Rules that sort imports"),
    note=gettext_noop("Of several rules that fit a question, the oldest counts. They propose; you decide."),
    queryset=_rules,
    order="made_at",
    columns=[
        Column(gettext_noop("Scheme"), lambda row: row.scheme.code, order="scheme__code", code=True),
        Column(gettext_noop("The file says"), lambda row: str(row.aspect_word), order="aspect"),
        Column(gettext_noop("The word"), lambda row: row.says, order="says"),
        Column(gettext_noop("Domain"), lambda row: row.domain_code, order="domain_code", code=True),
        Column(gettext_noop("Level"), lambda row: str(Level(row.level).label) if row.level else ""),
        Column(gettext_noop("Kept"), lambda row: row.made_at, order="made_at"),
    ],
    filters=[
        Filter(
            "aspect",
            gettext_noop("The file says"),
            [(each.value, str(each.label)) for each in Aspect],
            lambda rows, aspect: rows.filter(aspect=aspect),
        )
    ],
    search=lambda rows, text: rows.filter(says__icontains=text),
    search_hint=gettext_noop("Word"),
    on_selection=[OnSelection(import_rules.end)],
    empty=gettext_noop(
        "Here stand rules such as: what lies in the class “Safety” belongs to domain A. They are made of the words of "
        "an import, or one by one."
    ),
)


@page(area="desk", permission=writes_items)
def register(request: PageRequest) -> HttpResponseBase:
    """The rules of the schemes for which somebody hands items in."""
    schemes = queries.schemes_of(request.person.id)
    return REGISTER.response(request, template="itembank/import_rules.html", context={"schemes": schemes})


@page(area="desk", permission=writes_items)
def keep(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Keep a rule for a scheme."""
    scheme = get_object_or_404(Scheme.objects.select_related("scope"), pk=pk)
    return perform(
        request,
        import_rules.keep,
        ImportRuleForm(request.POST or None, record=scheme, domains=queries.domains(scheme)),
        record=scheme,
        then=("itembank:import-rules",),
        context={"kind": scheme.name},
    )


@page(area="desk", permission=writes_items)
def teach(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Make rules of what the files of an import say about their questions."""
    batch = import_of(pk)
    if refusal := import_rules.teach.refusal(by=request.actor, batch=batch):
        raise refusal
    words = of_imports.words(readings.looked_through(by=request.actor, batch=batch))
    form = TaughtForm(request.POST or None, record=batch, words=words, domains=queries.domains(batch.scheme))
    return perform(
        request,
        import_rules.teach,
        form,
        record=batch,
        arguments=lambda typed: {"taught": form.taught},
        then=("itembank:import", batch.pk),
        context={
            "kind": batch.number,
            "lead": _("Say once where each word leads. The rules are kept for later imports of this scheme."),
            "button": _("Keep these rules"),
        },
    )
