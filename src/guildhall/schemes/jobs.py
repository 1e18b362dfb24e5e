"""What this room does by itself."""

from uuid import UUID

from guildhall.jobs.declared import every, job
from guildhall.jobs.queueing import step
from guildhall.kernel import clock
from guildhall.schemes import freezing, queries, studying
from guildhall.schemes.acts import studies, surveys, versions
from guildhall.schemes.lifecycles import StudyState, VersionState
from guildhall.schemes.models import Study, StudyRerun
from guildhall.schemes.queries import surveys as survey_queries
from guildhall.schemes.surveying import letters
from guildhall.vault import keys


@every("schemes.take-effect", seconds=900)
def take_effect() -> None:
    """Put the published versions into effect whose day has come."""
    due = queries.versions().filter(state=VersionState.PUBLISHED, effective_on__lte=clock.today())
    for version in due.order_by("effective_on")[:100]:
        versions.take_effect.once(step(str(version.pk)))(by=versions.TIMERS, version=version)


@job("schemes.compute-study", attempts=3)
def compute_study(*, study: UUID) -> None:
    """Compute a study from its frozen data; nothing where that was done, or the study was given up meanwhile."""
    frozen = Study.reloaded(study)
    if frozen is None or frozen.state != StudyState.FROZEN:
        return
    found = studying.run(frozen.kind, freezing.content_of(frozen), frozen.options)
    studies.keep.once(step("keep"))(
        by=studies.MACHINE,
        study=frozen,
        results=found.results,
        data_hash=found.data_hash,
        code_version=found.code_version,
    )


@job("schemes.compare-study", attempts=3)
def compare_study(*, rerun: UUID) -> None:
    """Compute a study again from its frozen data and record whether the same numbers come out."""
    asked = StudyRerun.reloaded(rerun)
    if asked is None or asked.agrees is not None:
        return
    found = studying.run(asked.study.kind, freezing.content_of(asked.study), asked.study.options)
    studies.compare.once(step("compare"))(
        by=studies.MACHINE,
        rerun=asked,
        data_hash=found.data_hash,
        results_hash=found.results_hash,
        code_version=found.code_version,
    )


@every("schemes.send-survey-letters", seconds=60)
def send_survey_letters() -> None:
    """Send the letters of surveys that wait."""
    letters.send_waiting(surveys.MACHINE)


@every("schemes.remind-of-surveys", seconds=3600)
def remind_of_surveys() -> None:
    """Remind those who have not answered, where the time has come and anybody can be reminded."""
    for survey in survey_queries.to_remind():
        if surveys.remind.refusal(by=surveys.MACHINE, survey=survey) is None:
            surveys.remind(by=surveys.MACHINE, survey=survey)


@every("schemes.forget-addresses", seconds=3600)
def forget_addresses() -> None:
    """Destroy the keys of addresses whose surveys are over, so that they are gone from every copy, too."""
    for key_id in survey_queries.keys_left():
        if keys.exists(key_id):
            keys.destroy(key_id)
