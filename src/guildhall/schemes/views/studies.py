"""Pages of studies: the register, one study with all that it came to, its data and results to take along."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.schemes.acts import studies
from guildhall.schemes.datasets import canonical
from guildhall.schemes.forms.common import ReasonForm
from guildhall.schemes.forms.studies import ProposeForm
from guildhall.schemes.lifecycles import STUDY, StudyState
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.permissions.studies import may_approve_studies, may_read_studies, may_study
from guildhall.schemes.queries import schemes
from guildhall.schemes.queries import studies as queries
from guildhall.schemes.readings import data_of, results_of
from guildhall.schemes.sheets import Table, drawing, sheet
from guildhall.schemes.views import states
from guildhall.shell.columns import Column, Filter
from guildhall.shell.downloads import download
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Link, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform

CONCLUDING: dict[str, tuple[Act[..., Any], type[ActForm]]] = {
    "propose": (studies.propose, ProposeForm),
    "abandon": (studies.abandon, ReasonForm),
}
"""What is done by who measures."""

APPROVING: dict[str, tuple[Act[..., Any], type[ActForm]]] = {
    "approve": (studies.approve, ActForm),
    "send-back": (studies.send_back, ReasonForm),
}
"""What is done by who approves."""


def _found(rows: QuerySet[Study], text: str) -> QuerySet[Study]:
    return rows.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(about_words__icontains=text))


def _narrowed_to(field: str) -> Any:
    return lambda rows, value: rows.filter(**{field: value})


def _kinds() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in StudyKind.choices]


REGISTER = ListPage[Study](
    name="schemes.study",
    title=gettext_noop("Studies"),
    queryset=lambda _request: queries.studies().defer("results"),
    columns=[
        Column(
            gettext_noop("Number"), lambda each: each.number, lambda each: ("schemes:study", each.pk), "number", True
        ),
        Column(gettext_noop("Title"), lambda each: each.title, order="title"),
        Column(gettext_noop("Kind"), lambda each: each.get_kind_display(), order="kind", minor=True),
        Column(gettext_noop("About"), lambda each: each.about_words, minor=True),
        Column(gettext_noop("Scheme"), lambda each: each.scheme.name, minor=True),
        Column(gettext_noop("Number of persons"), lambda each: each.persons, order="persons"),
        Column(gettext_noop("Frozen"), lambda each: each.frozen_at, order="frozen_at"),
        Column(gettext_noop("State"), states.of_study),
    ],
    filters=[
        Filter("kind", gettext_noop("Kind"), lambda _request: _kinds(), _narrowed_to("kind")),
        Filter(
            "state", gettext_noop("State"), [(each, STUDY.words[each]) for each in StudyState], _narrowed_to("state")
        ),
        Filter(
            "scheme",
            gettext_noop("Scheme"),
            lambda _request: [(str(each.pk), each.name) for each in schemes()],
            _narrowed_to("scheme_id"),
        ),
    ],
    search=_found,
    search_hint=gettext_noop("Number, title, or what it is about"),
    order="-frozen_at",
    empty=gettext_noop(
        "No study yet. Each form has one made of its items as soon as attempts on it have results; standard settings, "
        "equatings and surveys freeze theirs when they are concluded."
    ),
)


@page(area="desk", permission=may_read_studies)
def register(request: PageRequest) -> HttpResponse:
    """All studies, the latest first."""
    return REGISTER.response(request)


@page(area="desk", permission=may_read_studies)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One study: pictures first, then figures, tables, and what must be said beside them. Every look is logged."""
    study = one_study(pk)
    seen = results_of.refusal(by=request.actor, study=study) is None
    told = sheet(study.kind, results_of(by=request.actor, study=study)) if seen else sheet(study.kind, {})
    return render_record(
        request,
        study,
        kind=_("%(kind)s · %(about)s") % {"kind": study.get_kind_display(), "about": study.about_words},
        title=study.number,
        status=states.of_study(study),
        facts=_facts(study),
        offers=_offers(study),
        related=[_reruns(study), _line(study)],
        template="schemes/study.html",
        context={
            "study": study,
            "seen": seen,
            "waits": study.state == StudyState.FROZEN,
            "sheet": told,
            "pictures": [drawing.drawn(name, spec) for name, spec in told.pictures.items()],
            "has_data": data_of.refusal(by=request.actor, study=study) is None,
        },
    )


def _facts(study: Study) -> list[Fact]:
    by_house = _("The house by itself")
    return [
        Fact(_("Scheme"), study.scheme.name, link=("schemes:scheme", study.scheme_id)),
        Fact(_("Title"), study.title),
        Fact(_("About"), study.about_words),
        Fact(_("Number of persons"), str(study.persons)),
        Fact(_("Frozen"), study.frozen_at, note=study.prepared_by.name if study.prepared_by else by_house),
        Fact(_("Options"), ", ".join(f"{name}: {each}" for name, each in study.options.items())),
        Fact(_("Data (SHA-256)"), study.data_hash),
        Fact(_("Results (SHA-256)"), study.results_hash),
        Fact(_("Computed"), study.computed_at, note=study.code_version),
        Fact(_("Conclusion"), study.conclusion),
        Fact(_("Limits"), study.limits),
        Fact(_("Proposed"), study.proposed_at, note=study.proposed_by.name if study.proposed_by else ""),
        Fact(_("Approved"), study.approved_at, note=study.approved_by.name if study.approved_by else ""),
    ]


def _offers(study: Study) -> list[Offer]:
    def offer(act: "Act[..., Any]", name: str, *, main: bool = False) -> Offer:
        link: Link = (f"schemes:study-{name}", study.pk)
        return Offer(act, link, {"study": study}, main=main)

    again = offer(studies.rerun, "rerun")
    return {
        StudyState.FROZEN: [offer(studies.abandon, "abandon")],
        StudyState.COMPUTED: [
            offer(studies.propose, "propose", main=True),
            again,
            offer(studies.abandon, "abandon"),
        ],
        StudyState.PROPOSED: [
            offer(studies.approve, "approve", main=True),
            offer(studies.send_back, "send-back"),
            again,
            offer(studies.abandon, "abandon"),
        ],
        StudyState.APPROVED: [again],
        StudyState.SUPERSEDED: [again],
    }.get(StudyState(study.state), [])


def _reruns(study: Study) -> Related:
    answers = {
        True: Status(_("The same numbers"), Tone.HOLDS),
        False: Status(_("Other numbers"), Tone.FAILS),
        None: Status(_("Being computed"), Tone.OPEN),
    }
    return Related(
        _("Computed again"),
        [
            Row(
                _("asked for by %(name)s") % {"name": each.asked_by.name},
                why=each.code_version,
                status=answers[each.agrees],
            )
            for each in study.reruns.select_related("asked_by").order_by("-asked_at")
        ],
        empty=_("Nobody has had it computed again yet. The same data and options give the same numbers."),
    )


def _line(study: Study) -> Related:
    """The studies before and after it."""
    around = [*([study.supersedes] if study.supersedes else []), *study.superseded_by.defer("results")]
    return Related(
        _("Before and after"),
        [
            Row(f"{each.number} {each.title}", link=("schemes:study", each.pk), status=states.of_study(each))
            for each in around
        ],
        empty=_("It comes in the place of no other, and none has come in its place."),
    )


@page(area="desk", permission=may_study)
def conclude(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Propose a conclusion, or give the study up."""
    return _moved(request, pk, *CONCLUDING[verb])


@page(area="desk", permission=may_approve_studies)
def judge(request: PageRequest, pk: UUID, verb: str) -> HttpResponse:
    """Approve a conclusion, or send it back."""
    return _moved(request, pk, *APPROVING[verb])


@page(area="desk", permission=may_read_studies)
def rerun(request: PageRequest, pk: UUID) -> HttpResponse:
    """Have a study computed again."""
    return _moved(request, pk, studies.rerun, ActForm)


def _moved(request: PageRequest, pk: UUID, act: "Act[..., Any]", form: type[ActForm]) -> HttpResponse:
    study = one_study(pk)
    return perform(
        request,
        act,
        form(request.POST or None, record=study),
        record=study,
        then=("schemes:study", study.pk),
        context={"kind": study.number},
    )


@page(area="desk", permission=may_read_studies)
def results(request: PageRequest, pk: UUID, kind: str) -> HttpResponse:
    """The results of a study as data: JSON to the last digit kept, or its tables as CSV."""
    study = one_study(pk)
    kept = results_of(by=request.actor, study=study)
    if kind == "json":
        return _attached(canonical(kept), f"{study.number}.json", "application/json")
    return _attached(as_csv(sheet(study.kind, kept).tables), f"{study.number}.csv", "text/csv")


def as_csv(tables: Sequence[Table]) -> bytes:
    """Tables one below the other, each under its title, with the numbers as they are kept."""
    written = StringIO()
    rows = csv.writer(written)
    for table in tables:
        rows.writerow([table.title])
        rows.writerow(table.heads)
        rows.writerows([[_plain(value) for value in row] for row in table.rows])
        rows.writerow([])
    return written.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    """A value that a spreadsheet reads as what it is and never as a formula."""
    text = " ".join(map(str, value)) if isinstance(value, list | tuple) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(("=", "+", "-", "@")) else text


def _attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=media_type, headers=headers)


@page(area="desk", permission=may_study)
def data(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The frozen data of a study, to compute it elsewhere; every download is logged."""
    return download(request, data_of(by=request.actor, study=one_study(pk)))


def one_study(pk: UUID) -> Study:
    """The study of an address."""
    related = ("scheme__scope", "data", "prepared_by", "proposed_by", "approved_by", "supersedes")
    return get_object_or_404(Study.objects.select_related(*related), pk=pk)
