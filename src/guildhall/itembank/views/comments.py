"""Pages of what is said about items: comment, answer, resolve."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from guildhall.itembank import readings
from guildhall.itembank.acts import comments
from guildhall.itembank.forms import AnswerForm, CommentForm
from guildhall.itembank.models import ItemComment
from guildhall.itembank.permissions import judges_items, works_on_items
from guildhall.itembank.views.items import version_of
from guildhall.shell.forms import ActForm
from guildhall.shell.pages import page
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform


@page(area="desk", permission=works_on_items)
def say(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Say something about a version of an item."""
    version = version_of(pk)
    form = CommentForm(request.POST or None, record=version)
    then = ("itembank:version-key", version.pk)
    return perform(request, comments.say, form, record=version, then=then, context={"kind": str(version)})


@page(area="desk", permission=works_on_items)
def answer(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Answer what was said about a version."""
    comment = _comment(pk)
    readings.opened(by=request.actor, version=comment.version)
    return perform(
        request,
        comments.say,
        AnswerForm(request.POST or None, record=comment.version),
        record=comment.version,
        arguments=lambda typed: {"words": typed["words"], "answers": comment},
        then=("itembank:version-key", comment.version_id),
        template="itembank/comment.html",
        context={"kind": str(comment.version), "comment": comment},
    )


@page(area="desk", permission=judges_items)
def resolve(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """Find that a point was settled."""
    comment = _comment(pk)
    readings.opened(by=request.actor, version=comment.version)
    return perform(
        request,
        comments.resolve,
        ActForm(request.POST or None, record=comment),
        record=comment,
        then=("itembank:version-key", comment.version_id),
        template="itembank/comment.html",
        context={"kind": str(comment.version), "comment": comment},
    )


def _comment(pk: UUID) -> ItemComment:
    related = ("version__item__scheme__scope", "version__authored_by", "said_by")
    return get_object_or_404(ItemComment.objects.select_related(*related), pk=pk)
