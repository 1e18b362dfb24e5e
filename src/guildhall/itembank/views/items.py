"""The page of a version of an item: as a candidate sees it, what is recorded, and what can be done with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from guildhall.itembank import delivering, queries, readings
from guildhall.itembank.acts import flags, items, pilots, reviews, statistics, validations
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import AiValidation, ItemReview, ItemVersion, KeyValidation, Origin, StatisticsReview
from guildhall.itembank.permissions import works_on_items
from guildhall.itembank.telling import told_answers, told_numbers
from guildhall.itembank.views.sections import Where, brought, html_of, lists_of
from guildhall.itembank.wording import asks, status_of
from guildhall.ledger.acts import Act
from guildhall.shell.downloads import download
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest


@page(area="desk", permission=works_on_items)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One version of an item as a candidate sees it, with what is recorded of it; every look is logged.

    Nothing on this page tells the key to anybody but the author: who opens it can still answer the item blind.
    """
    version = version_of(pk)
    rendered = readings.seen(by=request.actor, version=version)
    parts = brought(Where.RECORD, request, version)
    return render_record(
        request,
        version,
        kind=_("Item of %(scheme)s, version %(ordinal)s")
        % {"scheme": version.item.scheme.code, "ordinal": version.ordinal},
        title=version.item.number,
        status=status_of(version),
        facts=_facts(request, version),
        offers=offers_of(version),
        related=[_versions(request, version), found_in(version), *lists_of(parts)],
        template="itembank/version.html",
        context={
            "preview": rendered.html,
            "version": version,
            "to_mend": _to_mend(request, version),
            "parts": html_of(parts, request),
            "open_points": queries.open_points(version).count(),
        },
    )


def _to_mend(request: PageRequest, version: ItemVersion) -> list[str]:
    """What its author is to mend in a draft that came back: what a reviewer said, or how a blind answer went."""
    if version.state != ItemState.DRAFT or not request.actor.is_person(version.authored_by_id):
        return []
    review, key = queries.latest_review(version), queries.key_validations(version).first()
    if key and not key.agrees and (review is None or key.answered_at > review.reviewed_at):
        return [_disagreement(version, key), *([key.remark] if key.remark else [])]
    return [review.comment] if review and not review.accepted else []


def _disagreement(version: ItemVersion, key: KeyValidation) -> str:
    given = " · ".join(told_answers(delivering.parsed(version), key.answers))
    told = _("somebody who did not know the key answered “%(answer)s”, which earned %(earned)s of %(maximum)s.")
    return told % {"answer": given, "earned": key.earned.normalize(), "maximum": key.maximum.normalize()}


def _facts(request: PageRequest, version: ItemVersion) -> list[Fact]:
    item = version.item
    domain = next((each for each in queries.domains(item.scheme) if each.code == item.domain_code), None)
    return [
        Fact(_("Title"), version.title),
        Fact(_("Domain"), str(domain or item.domain_code), note="" if domain else _("not in the blueprint any more")),
        Fact(_("Cognitive level"), item.level_word),
        Fact(_("Topic"), item.topic),
        Fact(_("Asks for"), asks(version.interactions)),
        Fact(_("Points"), version.maximum.normalize()),
        Fact(_("Language"), version.language),
        Fact(_("Identifier"), item.identifier),
        Fact(_("Origin"), version.origin_word, **_source(request, version)),
        Fact(_("Written"), version.authored_at, note=version.authored_by.name),
        Fact(_("Submitted"), version.submitted_at),
        Fact(_("Approved"), version.approved_at, note=version.approved_by.name if version.approved_by else ""),
        *([Fact(_("Rests until"), version.rests_until)] if version.rests_until else []),
        *_measured(version),
    ]


def _measured(version: ItemVersion) -> list[Fact]:
    """What is known of how candidates answered it."""
    latest = queries.latest_statistic(version)
    if latest is None:
        return []
    told = told_numbers(latest)
    link = ("itembank:version-look", version.pk) if version.state == ItemState.OPERATIONAL else ()
    return [Fact(_("Statistics"), told, note=_("%(count)d answers") % {"count": latest.n}, link=link)]


def _source(request: PageRequest, version: ItemVersion) -> dict[str, Any]:
    """The way to the file that an item came from, for who may have it."""
    if version.original is None or readings.original.refusal(by=request.actor, version=version):
        return {}
    return {"link": ("itembank:version-file", version.pk), "note": version.file_name}


ACTS: dict[str, Act[..., Any]] = {
    "submit": reviews.submit,
    "edit": items.edit,
    "replace": items.replace,
    "accept": reviews.accept,
    "assess": reviews.assess,
    "answer": validations.answer,
    "stand": validations.stand,
    "send-back": reviews.send_back,
    "approve": reviews.approve,
    "approve-for-pilot": pilots.approve,
    "begin-pilot": pilots.begin,
    "review-statistics": statistics.accept,
    "look": statistics.look,
    "revise": items.revise,
    "classify": items.classify,
    "rest": flags.rest,
    "wake": flags.wake,
    "flag": flags.flag,
    "keep": flags.keep,
    "compromise": reviews.compromise,
    "clear": reviews.clear,
    "retire": reviews.retire,
}
"""What can be done with a version, by the name of its page."""

OFFERED = {
    ItemState.DRAFT: ("submit", "edit", "replace", "classify", "retire"),
    ItemState.CONTENT: ("accept", "send-back", "compromise"),
    ItemState.FAIRNESS: ("assess", "send-back", "compromise"),
    ItemState.KEYING: ("answer", "send-back", "compromise"),
    ItemState.VALIDATED: ("approve", "send-back", "compromise"),
    ItemState.PILOT: ("begin-pilot", "revise", "retire", "compromise"),
    ItemState.PILOTING: ("review-statistics", "revise", "retire", "compromise"),
    ItemState.STATISTICS: ("approve", "revise", "retire", "compromise"),
    ItemState.OPERATIONAL: ("revise", "look", "classify", "rest", "flag", "retire", "compromise"),
    ItemState.RESTING: ("wake", "revise", "flag", "retire", "compromise"),
    ItemState.FLAGGED: ("keep", "revise", "retire", "compromise"),
    ItemState.COMPROMISED: ("clear", "retire"),
    ItemState.RETIRED: ("revise",),
}
"""What is offered in which state; the first of what is under way leads on."""


def offers_of(version: ItemVersion) -> list[Offer]:
    """What can be done with a version now, as the policy of its scheme has it."""
    leads_on, known = version.state in queries.OPEN, {"version": version}
    return [
        Offer(_act(name, version), (f"itembank:version-{name}", version.pk), known, main=leads_on and not place)
        for place, name in enumerate(_steps(version))
    ]


def _act(name: str, version: ItemVersion) -> Act[..., Any]:
    """What is done on the page of that name: whoever accepts the content is the first of two where two are wanted."""
    return reviews.endorse if name == "accept" and queries.awaits_second(version) else ACTS[name]


def _steps(version: ItemVersion) -> Sequence[str]:
    """What is offered in its state, by the names of the pages; where it hangs on the policy, what that asks for."""
    offered = OFFERED[ItemState(version.state)]
    if version.state == ItemState.VALIDATED and queries.policy(version.item.scheme).pilots:
        return ("approve-for-pilot", *offered[1:])
    if version.state == ItemState.CONTENT and version.origin == Origin.MACHINE:
        return (*offered, "stand")
    return offered


def _versions(request: PageRequest, version: ItemVersion) -> Related:
    readable = set(queries.visible_to(request.person.id).filter(item=version.item_id).values_list("pk", flat=True))
    return Related(
        _("Versions"),
        [
            Row(
                _("Version %(ordinal)s") % {"ordinal": each.ordinal},
                "",
                ("itembank:version", each.pk) if each.pk in readable and each.pk != version.pk else (),
                status_of(each),
            )
            for each in queries.versions(version.item)
        ],
    )


def found_in(version: ItemVersion, *, words: bool = False) -> Related:
    """What people found in a version, the latest first; with their words only where the key may be told."""
    reviews = [(each.reviewed_at, _reviewed(each, words=words)) for each in queries.reviews(version)]
    keys = [(each.answered_at, _answered(each, words=words)) for each in queries.key_validations(version)]
    experts = [
        (each.validated_at, _stood(each, words=words))
        for each in version.ai_validations.select_related("version__item__scheme", "validated_by")
    ]
    looks = [(each.reviewed_at, _looked(each, words=words)) for each in queries.statistics_reviews(version)]
    found = sorted([*reviews, *keys, *experts, *looks], key=lambda each: each[0], reverse=True)
    return Related(
        _("Reviews"),
        [row for _at, row in found],
        empty=_("Nobody has reviewed this version yet. It is reviewed when its author has submitted it."),
    )


def _reviewed(review: ItemReview, *, words: bool) -> Row:
    status = Status(_("Accepted"), Tone.HOLDS) if review.accepted else Status(_("Sent back"), Tone.FAILS)
    why = f"{review.get_step_display()}: {_verdict(review)}"
    return Row(review.reviewed_by.name, f"{why}. {review.comment}" if words and review.comment else why, (), status)


def _answered(key: KeyValidation, *, words: bool) -> Row:
    status = Status(_("Borne out"), Tone.HOLDS) if key.agrees else Status(_("Disagrees"), Tone.FAILS)
    told = {"earned": key.earned.normalize(), "maximum": key.maximum.normalize()}
    why = _("Answered it blind: %(earned)s of %(maximum)s points") % told
    return Row(key.answered_by.name, f"{why}. {key.remark}" if words and key.remark else why, (), status)


def _stood(validation: AiValidation, *, words: bool) -> Row:
    why = _("Stands as an expert for what a machine drafted")
    more = f"{why}. {validation.statement} ({validation.sources})" if words else why
    return Row(validation.validated_by.name, more, (), Status(_("Stands for it"), Tone.HOLDS))


def _looked(look: StatisticsReview, *, words: bool) -> Row:
    why = f"{_('Looked at its statistics')}: {told_numbers(look.statistic)}"
    more = f"{why}. {look.comment}" if words and look.comment else why
    return Row(look.reviewed_by.name, more, (), Status(_("Looked at"), Tone.HOLDS))


def _verdict(review: ItemReview) -> str:
    """What a review found, aspect by aspect."""
    found = (
        (_("content"), review.content_is_right),
        (_("key"), review.key_is_right),
        (_("language"), review.language_is_clear),
        (_("fairness"), review.language_is_fair),
    )
    wrong = [aspect for aspect, held in found if held is False]
    return _("to be mended: %(aspects)s") % {"aspects": ", ".join(wrong)} if wrong else _("nothing wrong found")


@page(area="desk", permission=works_on_items)
def file(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """The file that an item came from, for its author and who keeps the bank; every look is logged."""
    kept = readings.original(by=request.actor, version=version_of(pk))
    if kept is None:
        raise Http404
    return download(request, kept)


def version_of(pk: UUID) -> ItemVersion:
    """The version of that identifier, with all that its pages show."""
    related = ("item__scheme__scope", "authored_by", "approved_by", "original", "imported_with")
    return get_object_or_404(ItemVersion.objects.select_related(*related), pk=pk)
