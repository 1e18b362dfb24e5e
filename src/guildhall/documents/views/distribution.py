"""Pages of a distribution: who has acknowledged and who has not."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from guildhall.documents import queries, readings
from guildhall.documents.acts import distribution
from guildhall.documents.forms.common import ReasonForm
from guildhall.documents.models import Distribution
from guildhall.documents.permissions import works_by_documents
from guildhall.identity import persons
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated


@page(area="desk", permission=works_by_documents)
def record(request: PageRequest, pk: UUID) -> HttpResponse:
    """One distribution, and how its readers stand, for who keeps the document."""
    found = readings.one_distribution(by=request.actor, distribution=_distribution(pk))
    return render_record(
        request,
        found,
        kind=_("Distribution of %(code)s") % {"code": found.document.code},
        title=translated(role_named(found.role).name),
        status=_status(found),
        facts=[
            Fact(_("Document"), found.document.title, link=("documents:document", found.document_id)),
            Fact(_("Where the role is held"), found.scope.name if found.scope else _("Wherever it is held")),
            Fact(_("To be acknowledged"), found.must_acknowledge),
            Fact(_("From which day"), found.from_on),
            Fact(_("Short check"), "\n".join(str(each["question"]) for each in found.questions)),
            Fact(_("Distributed"), found.distributed_at, note=found.distributed_by.name),
        ],
        offers=[Offer(distribution.end, ("documents:distribution-end", found.pk), {"distribution": found})],
        related=[_holders(found)] if found.must_acknowledge else [],
    )


def _status(found: Distribution) -> Status:
    if found.ended_at:
        return Status(_("Ended"), Tone.CLOSED)
    return Status(_("In force"), Tone.HOLDS) if found.from_on <= clock.today() else Status(_("Coming"), Tone.SOON)


def _holders(found: Distribution) -> Related:
    """Everybody with the role; who has acknowledged the edition in effect, and when."""
    given = queries.reached(found)
    names = persons.names(grant.person_id for grant in given)
    read = queries.read_now(found.document_id)
    people = sorted({grant.person_id for grant in given}, key=names.__getitem__)
    rows = [(names[person_id], read.get(person_id)) for person_id in people]
    done = Status(_("Acknowledged"), Tone.HOLDS)
    owed = Status(_("Not yet"), Tone.FAILS if found.from_on <= clock.today() else Tone.SOON)
    return Related(
        _("Who holds the role"),
        [Row(name, _told(when), (), done if when else owed) for name, when in rows],
        note=_("%(some)d of %(all)d") % {"some": sum(bool(when) for _name, when in rows), "all": len(rows)},
        empty=_("Nobody holds this role. Whoever is given it acknowledges the document before the role holds."),
    )


def _told(when: datetime | None) -> str:
    return _("on %(day)s") % {"day": date_format(localtime(when), "j M Y")} if when else ""


@page(area="desk", permission=works_by_documents)
def end(request: PageRequest, pk: UUID) -> HttpResponse:
    """End a distribution."""
    found = _distribution(pk)
    form = ReasonForm(request.POST or None, record=found)
    return perform(request, distribution.end, form, record=found, then=("documents:document", found.document_id))


def _distribution(pk: UUID) -> Distribution:
    related = ("document__owner", "document__scope", "scope", "distributed_by")
    return get_object_or_404(Distribution.objects.select_related(*related), pk=pk)
