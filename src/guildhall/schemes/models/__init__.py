"""Schemes and their versions, with the job analysis behind them and everything that a version says.

What belongs to a version (parties, domains, competences, requirements, components) is changed only while the version
is a draft; a new version begins as a copy. Domains, requirements and components keep their `code` from version to
version.
"""

from guildhall.schemes.models.analyses import JobAnalysis, OfAnalysis, PanelMember, Rating, Task, TaskImport
from guildhall.schemes.models.components import BlueprintRow, Component, ComponentKind
from guildhall.schemes.models.parts import (
    Competence,
    CompetenceKind,
    CompetenceTask,
    Domain,
    InterestedParty,
    OfVersion,
    Requirement,
    RequirementKind,
    Stage,
)
from guildhall.schemes.models.schemes import Scheme
from guildhall.schemes.models.studies import Study, StudyKind, StudyRerun
from guildhall.schemes.models.surveys import Letter, Progress, Survey, SurveyAnswer, SurveyInvitation
from guildhall.schemes.models.versions import Outcome, SchemeVersion, VersionReview

__all__ = [
    "BlueprintRow",
    "Competence",
    "CompetenceKind",
    "CompetenceTask",
    "Component",
    "ComponentKind",
    "Domain",
    "InterestedParty",
    "JobAnalysis",
    "Letter",
    "OfAnalysis",
    "OfVersion",
    "Outcome",
    "PanelMember",
    "Progress",
    "Rating",
    "Requirement",
    "RequirementKind",
    "Scheme",
    "SchemeVersion",
    "Stage",
    "Study",
    "StudyKind",
    "StudyRerun",
    "Survey",
    "SurveyAnswer",
    "SurveyInvitation",
    "Task",
    "TaskImport",
    "VersionReview",
]
