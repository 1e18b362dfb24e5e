"""Who may do what with surveys of an occupation."""

from guildhall.identity.permissions import holds
from guildhall.identity.roles import PSYCHOMETRICIAN, SCHEME_MANAGER
from guildhall.schemes.models import JobAnalysis, Survey
from guildhall.schemes.permissions.schemes import in_scheme_of

may_run_surveys = holds(SCHEME_MANAGER, PSYCHOMETRICIAN)
"""Whom the pages let in; the acts ask for the scheme."""

surveys_the_occupation = in_scheme_of("analysis", JobAnalysis, SCHEME_MANAGER, PSYCHOMETRICIAN)
runs_the_survey = in_scheme_of("survey", Survey, SCHEME_MANAGER, PSYCHOMETRICIAN)
