"""What this room does by itself."""

from uuid import UUID

from guildhall.jobs.declared import every, job
from guildhall.jobs.queueing import step
from guildhall.kernel import clock
from guildhall.schemes import freezing, queries, studying
from guildhall.schemes.acts import studies, versions
from guildhall.schemes.lifecycles import StudyState, VersionState
from guildhall.schemes.models import Study, StudyRerun


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
