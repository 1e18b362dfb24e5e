"""What everybody may read without asking: the schemes, and all that the standard wants public of each."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from guildhall.documents.models import DocumentVersion, Topic
from guildhall.documents.queries import public_statements
from guildhall.governance.queries.body import accreditation_of
from guildhall.schemes import pictures, queries
from guildhall.schemes.contents import Contents
from guildhall.schemes.lifecycles import VersionState
from guildhall.schemes.models import SchemeVersion, Stage
from guildhall.shell.pages import PUBLIC, page
from guildhall.shell.records import Status, Tone
from guildhall.shell.requests import PageRequest
from guildhall.shell.words import language

SHOWN = (*queries.PUBLIC, VersionState.RETIRED)


@page(area="public", permission=PUBLIC)
def schemes(request: PageRequest) -> HttpResponse:
    """The schemes in which somebody can be certified, and what the body says to everybody."""
    context = {
        "title": _("What we certify"),
        "open": queries.open_to_applicants(),
        "coming": queries.versions().filter(state=VersionState.PUBLISHED),
        "said": _said(),
    }
    return render(request, "schemes/public_list.html", context)


def _said() -> list[tuple[str, DocumentVersion]]:
    """What the body says to everybody on each topic, in its effective version."""
    found = public_statements()
    return [(str(topic.label), found[topic]) for topic in Topic if topic in found]


@page(area="public", permission=PUBLIC)
def version(request: PageRequest, number: str) -> HttpResponse:
    """One version with everything that the standard wants public; drafts are nobody's business but the body's."""
    shown = queries.versions().filter(state__in=SHOWN, number=number).first()
    if shown is None:
        raise Http404
    contents = Contents(shown)
    context = {
        "title": shown.title,
        "version": shown,
        "contents": contents,
        "status": _status(shown),
        "later": _later(shown),
        "examined_in": [language(code) for code in shown.languages.split()],
        "requirements": [
            (label, [each for each in contents.requirements if each.stage == stage]) for stage, label in Stage.choices
        ],
        "components": [(each, contents.blueprint(each)) for each in contents.components],
        "weights": pictures.domain_weights({each.title: each.weight for each in contents.domains if each.weight}),
        "said": _said(),
        "accreditation": accreditation_of(shown.scheme.scope_id),
        "no_prerequisites": shown.not_applicable.get("prerequisites", ""),
    }
    return render(request, "schemes/public_version.html", context)


def _status(version: SchemeVersion) -> Status:
    """What a reader must know first: whether somebody can apply under this version today."""
    words = {
        VersionState.PUBLISHED: Status(_("Not yet in effect"), Tone.SOON),
        VersionState.EFFECTIVE: Status(_("In effect"), Tone.HOLDS),
        VersionState.SUPERSEDED: Status(_("Replaced; whoever began under it may finish"), Tone.CLOSED),
        VersionState.RETIRED: Status(_("Retired; nothing more is done under it"), Tone.CLOSED),
    }
    return words[VersionState(version.state)]


def _later(version: SchemeVersion) -> SchemeVersion | None:
    """The version that is in effect instead of this one, or will be."""
    later = queries.published().filter(scheme_id=version.scheme_id, ordinal__gt=version.ordinal)
    return later.order_by("-ordinal").first()
