"""What waits for whom in schemes, one module a noun; each kind of work is imported here."""

from guildhall.schemes.work.studies import studies_that_differ, studies_to_approve, studies_to_conclude
from guildhall.schemes.work.surveys import (
    analyses_to_weigh,
    surveys_of_few,
    surveys_to_close,
    surveys_to_open,
    surveys_to_remind,
)
from guildhall.schemes.work.versions import (
    SOON,
    analyses_to_approve,
    tasks_to_rate,
    versions_to_approve,
    versions_to_publish,
    versions_to_review,
    versions_to_validate,
)

__all__ = [
    "SOON",
    "analyses_to_approve",
    "analyses_to_weigh",
    "studies_that_differ",
    "studies_to_approve",
    "studies_to_conclude",
    "surveys_of_few",
    "surveys_to_close",
    "surveys_to_open",
    "surveys_to_remind",
    "tasks_to_rate",
    "versions_to_approve",
    "versions_to_publish",
    "versions_to_review",
    "versions_to_validate",
]
