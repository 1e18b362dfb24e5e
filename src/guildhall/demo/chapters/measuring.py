"""How the examination measures: its statistics, studies that wait, reviews of the form, and a report."""

from datetime import timedelta
from functools import partial

from guildhall.demo.body import Body
from guildhall.exams.acts import deficiencies, reports, reviews_of_forms, statistics
from guildhall.exams.datasets import Taken, collected
from guildhall.exams.models import Form, ReviewVerdict
from guildhall.itembank.acts import flags
from guildhall.itembank.acts import statistics as item_statistics
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemStatistic, ItemVersion
from guildhall.kernel import clock
from guildhall.schemes.acts import studies
from guildhall.schemes.freezing import frozen
from guildhall.schemes.models import Study, StudyKind
from guildhall.schemes.queries.studies import latest

LEADER, APPROVER, MANAGER, MENDER = "measurement", "committee4", "examinations", "expert2"
TO_MEND = timedelta(days=35)
NEGATIVE = "negative"
"""How a study calls an item that the able answer worse than the others."""


def tell(body: Body) -> None:
    """The form is looked at each year; this month its numbers were approved, and a calibration waits to be."""
    diary = body.diary
    diary.ago(190, partial(_review_at_first, body), "10:30")
    diary.ago(22, partial(_ask_for_statistics, body), "09:40")
    diary.ago(19, partial(_propose, body, StudyKind.ITEM_ANALYSIS, "analysis"), "10:10")
    diary.ago(16, partial(_approve, body), "15:00")
    diary.ago(13, partial(_look_at_items, body), "09:10")
    diary.ago(12, partial(_review_with_numbers, body), "11:00")
    diary.ago(9, partial(_calibrate, body), "09:50")
    diary.ago(6, partial(_propose, body, StudyKind.CALIBRATION, "calibration"), "10:00")
    diary.ago(6, partial(_compute_again, body), "14:00")
    diary.ago(2, partial(_report, body), "09:15")


def _form() -> Form:
    return Form.objects.select_related(*Form.reload_with).get(title="Form 1")


def _study(kind: StudyKind) -> Study:
    found = latest(_form().ref, kind)
    assert found is not None  # noqa: S101  # frozen days before
    return found


def _review_at_first(body: Body) -> None:
    """A year after its release: too few results for numbers, and nothing that speaks against the form."""
    findings = body.told.measures["first_review"]
    reviews_of_forms.review(by=body.by(MANAGER), form=_form(), verdict=ReviewVerdict.FIT, findings=findings)


def _ask_for_statistics(body: Body) -> None:
    statistics.ask(by=body.by(LEADER), form=_form())


def _propose(body: Body, kind: StudyKind, name: str) -> None:
    told = body.told.measures[name]
    studies.propose(by=body.by(LEADER), study=_study(kind), conclusion=told["conclusion"], limits=told["limits"])


def _approve(body: Body) -> None:
    """From here on the bank knows how each item of the form was answered."""
    studies.approve(by=body.by(APPROVER), study=_study(StudyKind.ITEM_ANALYSIS))


def _look_at_items(body: Body) -> None:
    """Every item is looked at; of those that the study flagged one is out of use until somebody has judged it."""
    by, study = body.by(LEADER), _study(StudyKind.ITEM_ANALYSIS)
    found = dict(ItemStatistic.objects.filter(study=study).values_list("version", "flags"))
    measured = ItemVersion.objects.filter(pk__in=found, state=ItemState.OPERATIONAL)
    versions = measured.select_related(*ItemVersion.reload_with)
    worst, *others = sorted(versions, key=lambda each: _how_bad(found[each.pk], each.item.number))
    flags.flag(by=by, version=worst, reason=body.told.bank["flagged"], study=study)
    for version in others:
        comment = body.told.bank["looked"] if found[version.pk] else ""
        item_statistics.look(by=by, version=version, comment=comment)


def _how_bad(flagged: list[str], number: str) -> tuple[bool, bool, str]:
    return NEGATIVE not in flagged, not flagged, number


def _review_with_numbers(body: Body) -> None:
    """The form may be used on; what one sentence of it lacks is being mended, until a day."""
    by, form, told = body.by(LEADER), _form(), body.told.measures
    review = reviews_of_forms.review(
        by=by,
        form=form,
        verdict=ReviewVerdict.WITH_CORRECTIONS,
        findings=told["second_review"],
        study=_study(StudyKind.ITEM_ANALYSIS),
    )
    owner, due_on = body.people[MENDER], clock.today() + TO_MEND
    deficiencies.note(by=by, form=form, words=told["deficiency"], owner=owner, due_on=due_on, review=review)


def _calibrate(body: Body) -> None:
    form, title = _form(), body.told.measures["calibration"]["title"]
    taken = Taken(form)
    studies.freeze(
        by=body.by(LEADER),
        scheme=body.scheme,
        kind=StudyKind.CALIBRATION,
        title=title,
        about=taken.about,
        about_words=taken.words,
        options=taken.options,
        dataset=frozen(collected(taken)),
    )


def _compute_again(body: Body) -> None:
    """Whoever approved the passing standard has its study computed a second time: the same numbers come out."""
    studies.rerun(by=body.by(APPROVER), study=_study(StudyKind.STANDARD_SETTING))


def _report(body: Body) -> None:
    reports.order(by=body.by(LEADER), form=_form())
