"""What the states of this room's records are in word and colour."""

from guildhall.schemes.lifecycles import (
    ANALYSIS,
    STUDY,
    SURVEY,
    TASK_IMPORT,
    VERSION,
    AnalysisState,
    ImportState,
    StudyState,
    SurveyState,
    VersionState,
)
from guildhall.schemes.models import JobAnalysis, SchemeVersion, Study, Survey, TaskImport
from guildhall.shell.records import Status, Tone
from guildhall.shell.words import translated

VERSIONS = {
    VersionState.DRAFT: Tone.OPEN,
    VersionState.VALIDATION: Tone.SOON,
    VersionState.APPROVED: Tone.SOON,
    VersionState.PUBLISHED: Tone.SOON,
    VersionState.EFFECTIVE: Tone.HOLDS,
    VersionState.SUPERSEDED: Tone.CLOSED,
    VersionState.RETIRED: Tone.CLOSED,
    VersionState.ABANDONED: Tone.CLOSED,
}
ANALYSES = {
    AnalysisState.PREPARING: Tone.OPEN,
    AnalysisState.RATING: Tone.SOON,
    AnalysisState.CLOSED: Tone.SOON,
    AnalysisState.APPROVED: Tone.HOLDS,
    AnalysisState.ABANDONED: Tone.CLOSED,
}
LISTS = {
    ImportState.STAGED: Tone.SOON,
    ImportState.TAKEN: Tone.HOLDS,
    ImportState.DISCARDED: Tone.CLOSED,
}
STUDIES = {
    StudyState.FROZEN: Tone.OPEN,
    StudyState.COMPUTED: Tone.SOON,
    StudyState.PROPOSED: Tone.SOON,
    StudyState.APPROVED: Tone.HOLDS,
    StudyState.SUPERSEDED: Tone.CLOSED,
    StudyState.ABANDONED: Tone.CLOSED,
}
SURVEYS = {
    SurveyState.PREPARING: Tone.OPEN,
    SurveyState.OPEN: Tone.SOON,
    SurveyState.CLOSED: Tone.HOLDS,
    SurveyState.ABANDONED: Tone.CLOSED,
}


def of_version(version: SchemeVersion) -> Status:
    """The state of a version."""
    state = VersionState(version.state)
    return Status(translated(VERSION.words[state]), VERSIONS[state])


def of_analysis(analysis: JobAnalysis) -> Status:
    """The state of a job analysis."""
    state = AnalysisState(analysis.state)
    return Status(translated(ANALYSIS.words[state]), ANALYSES[state])


def of_list(staged: TaskImport) -> Status:
    """The state of a list of tasks."""
    state = ImportState(staged.state)
    return Status(translated(TASK_IMPORT.words[state]), LISTS[state])


def of_study(study: Study) -> Status:
    """The state of a study."""
    state = StudyState(study.state)
    return Status(translated(STUDY.words[state]), STUDIES[state])


def of_survey(survey: Survey) -> Status:
    """The state of a survey of the occupation."""
    state = SurveyState(survey.state)
    return Status(translated(SURVEY.words[state]), SURVEYS[state])
