"""What the page of a form says: its standard and what that rests on, what can be done, and what belongs to it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.exams import queries
from guildhall.exams.acts import adopting, deficiencies, forms, keys, rescorings, reviews_of_forms, standards
from guildhall.exams.lifecycles import UNSETTLED, FormState
from guildhall.exams.models import Conversion, Deficiency, Form, FormReview, Rescoring
from guildhall.exams.readings import Question
from guildhall.exams.views.common import stands
from guildhall.exams.views.steps import Step
from guildhall.exams.views.words import number
from guildhall.identity.persons import names
from guildhall.kernel import clock
from guildhall.schemes.models import Study
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone

SHOWN = 20
"""How many rows of each kind a form's page shows, the latest first."""


def facts(form: Form) -> list[Fact]:
    """What is recorded of a form."""
    people = [form.authored_by_id, form.standard_by_id, form.content_by_id, form.verified_by_id, form.released_by_id]
    known = names(filter(None, people))
    return [
        Fact(_("Title"), form.title),
        Fact(_("Language"), form.language or _("any")),
        Fact(_("Assembled by"), known.get(form.authored_by_id, ""), note=""),
        Fact(_("Cut"), number(form.cut) if form.cut is not None else "", note=form.cut_basis),
        *_standard(form, known),
        *_delay(form),
        Fact(_("Comparable by"), form.comparability),
        _signed(_("Content signed off"), known, form.content_by_id, form.content_at, form.content_record),
        _signed(_("Verified"), known, form.verified_by_id, form.verified_at, form.verification),
        _signed(_("Released"), known, form.released_by_id, form.released_at, ""),
        *_interval(form),
        _of_repeats(form),
    ]


def on_paper(questions: Sequence[Question]) -> Fact:
    """Whether a form may be handed out as a booklet, and what stands against it."""
    heard = [str(each.placement.item_version) for each in questions if each.plays]
    if not heard:
        return Fact(_("On paper"), _("It can be sat on paper: nothing in it is played."))
    told = _("Not on paper: who sits there would read what others hear.")
    return Fact(_("On paper"), told, note=", ".join(heard))


def _of_repeats(form: Form) -> Fact:
    """How many items somebody who repeats may have met before, as the scheme says (R-28)."""
    most = form.component.overlap_most
    told = (
        _("The scheme sets no limit: the form with the fewest is given, however many they are.")
        if most is None
        else _("at most %(most)d per cent; who has met more is not given this form") % {"most": most}
    )
    return Fact(_("Items met before by who repeats"), told)


def _standard(form: Form, known: Mapping[UUID, str]) -> list[Fact]:
    study: Study | None = form.standard or form.equating
    if study is None:
        return []
    label = _("Standard of") if form.standard else _("Cut carried by")
    who = known.get(form.standard_by_id, "") if form.standard_by_id else ""
    return [
        Fact(label, study.number, link=("schemes:study", study.pk), note=study.title),
        Fact(_("Cut adopted"), form.standard_at, note=who),
    ]


def _delay(form: Form) -> list[Fact]:
    if not form.delayed or form.cut is not None:
        return []
    is_late = form.study_due_on is not None and form.study_due_on < clock.today()
    status = Status(_("overdue"), Tone.FAILS) if is_late else Status(_("scoring is delayed"), Tone.SOON)
    return [Fact(_("Cut due by"), form.study_due_on, note=form.delay_reason, status=status)]


def _interval(form: Form) -> list[Fact]:
    every = ngettext("every %(count)d month", "every %(count)d months", form.review_months)
    told = every % {"count": form.review_months}
    is_late = form.state == FormState.LIVE and form.review_due_on is not None and form.review_due_on < clock.today()
    status = Status(_("overdue"), Tone.FAILS) if is_late else None
    return [
        Fact(_("Reviewed"), told, note=form.review_reason or _("No reason for this interval is recorded.")),
        Fact(_("Next review by"), form.review_due_on, status=status),
    ]


def _signed(label: str, known: Mapping[UUID, str], who: UUID | None, at: Any, record: str) -> Fact:
    name = known.get(who, "") if who else ""
    return Fact(label, at, note=" · ".join(filter(None, [name, record])))


def offers(form: Form, verbs: Sequence[str], steps: Mapping[str, Step]) -> list[Offer]:
    """What can be done with a form: the steps of its life, its standard, and what keeps it good."""
    known = {"form": form}
    found = [
        Offer(steps[verb].act, (f"exams:form-{verb}", form.pk), known, main=place == 0 and verb != "suspend")
        for place, verb in enumerate(verbs)
    ]
    if form.state == FormState.ASSEMBLING:
        found.insert(1, Offer(forms.add, ("exams:form-add", form.pk), known))
    return [*found, *_of_standard(form, known), *_of_use(form, known)]


def _of_standard(form: Form, known: Mapping[str, Any]) -> list[Offer]:
    """Adopting a cut, as long as one may be adopted."""
    is_settled = form.state == FormState.VERIFIED and form.cut is not None
    if is_settled or (form.state not in UNSETTLED and queries.is_released(form)):
        return []
    found = [
        Offer(standards.plan, ("exams:standard-plan", form.pk), known),
        Offer(adopting.adopt_standard, ("exams:form-adopt-standard", form.pk), known),
        Offer(adopting.adopt_equating, ("exams:form-adopt-equating", form.pk), known),
    ]
    if form.state in UNSETTLED:
        found.append(Offer(adopting.delay_scoring, ("exams:form-delay", form.pk), known))
    return found


def _of_use(form: Form, known: Mapping[str, Any]) -> list[Offer]:
    """What is done about a form that is or was in use."""
    interval = Offer(adopting.set_interval, ("exams:form-interval", form.pk), known)
    if form.state not in {FormState.LIVE, FormState.SUSPENDED, FormState.RETIRED}:
        return [interval]
    changed = (
        Offer(rescorings.begin, ("exams:rescoring-begin", form.pk), known)
        if queries.is_released(form)
        else Offer(keys.propose, ("exams:form-keys", form.pk), label=_("Validate the keys"))
    )
    return [
        changed,
        Offer(reviews_of_forms.review, ("exams:form-review", form.pk), known),
        Offer(deficiencies.note, ("exams:deficiency-note", form.pk), known),
        interval,
    ]


def related(form: Form) -> list[Related]:
    """What belongs to a form; groups that hold nothing yet stand there only where they teach something."""
    groups = [_overlaps(form), _enemies(form), _conversions(form), _rescorings(form), _reviews(form), _open(form)]
    return [*(group for group in groups if group.rows), _sittings(form)]


def _overlaps(form: Form) -> Related:
    told = _("%(common)d of %(items)d items in common")
    rows = [
        Row(
            f"{each.other.number} · {each.other.title}",
            told % {"common": each.common, "items": each.items},
            ("exams:form", each.other.pk),
        )
        for each in queries.overlaps(form)[:SHOWN]
    ]
    return Related(_("Items shared with other forms"), rows, note=_("whoever signs the content off looks at this"))


def _enemies(form: Form) -> Related:
    rows = [
        Row(f"{one.position} · {one}", f"{other.position} · {other}", status=Status(_("enemies"), Tone.FAILS))
        for one, other in queries.enemies_within(form)
    ]
    return Related(_("Enemies in this form"), rows, note=_("one gives the other away, or asks the same"))


def _conversions(form: Form) -> Related:
    carried = Conversion.objects.filter(form=form).select_related("base", "study").order_by("-adopted_at")
    told = _("cut of %(base)s there, %(cut)s here; %(study)s")
    rows = [
        Row(
            each.base.number,
            told % {"base": number(each.base_cut), "cut": number(each.cut), "study": each.study.number},
            ("exams:conversion", each.pk),
        )
        for each in carried[:SHOWN]
    ]
    return Related(_("Conversions"), rows)


def _rescorings(form: Form) -> Related:
    found = Rescoring.objects.filter(form=form).order_by("-proposed_at")[:SHOWN]
    return Related(
        _("Rescorings"), [Row(each.number, each.reason, ("exams:rescoring", each.pk), stands(each)) for each in found]
    )


def _reviews(form: Form) -> Related:
    found = FormReview.objects.filter(form=form).order_by("-reviewed_at")[:SHOWN]
    told = _("%(verdict)s · %(findings)s · %(attempts)d results")
    return Related(
        _("Reviews"),
        [
            Row(
                each.number,
                told % {"verdict": each.verdict_word, "findings": each.findings, "attempts": each.attempts},
            )
            for each in found
        ],
    )


def _open(form: Form) -> Related:
    found = Deficiency.objects.filter(form=form).order_by("-noted_at")[:SHOWN]
    return Related(
        _("Deficiencies"), [Row(each.number, each.words, ("exams:deficiency", each.pk), stands(each)) for each in found]
    )


def _sittings(form: Form) -> Related:
    given = form.sittings.order_by("-begins_at")[:SHOWN]
    return Related(
        _("Sittings that give it"),
        [Row(each.number, each.place, ("exams:sitting", each.pk)) for each in given],
        empty=_("No sitting has been planned with this form yet."),
    )
