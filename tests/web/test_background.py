"""The administrator sees what runs in the background and has a failed job tried again; nobody else does."""

import re

import pytest
from django.test import Client

from guildhall.jobs.models import Job
from guildhall.kernel import clock
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast, sign_in


@pytest.fixture
def failed() -> Job:
    made: Job = forge.make(
        Job, kind="notices.send", state="failed", attempts_made=5, ended_at=clock.now(), fault="SMTPServerDisconnected"
    )
    return made


def test_jobs_are_shown_to_the_administrator(cast: Cast, failed: Job) -> None:
    answer = sign_in(Client(), cast.ada).get("/jobs/")
    shown = answer.content.decode()
    assert (answer.status_code, "notices.send" in shown, "SMTPServerDisconnected" in shown) == (200, True, True)


def test_jobs_are_not_shown_to_others(cast: Cast, failed: Job) -> None:
    answers = [sign_in(Client(), person).get("/jobs/") for person in (cast.olive, cast.otto)]
    assert [(each.status_code, b"notices.send" in each.content) for each in answers] == [(403, False)] * 2


def test_failed_job_is_tried_again_from_the_list(cast: Cast, failed: Job) -> None:
    client = sign_in(Client(), cast.ada)
    chosen = {"act": "jobs.job.retry", "row": f"{failed.pk}@{failed.revision}"}
    asked = client.post("/jobs/", chosen).content.decode()
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', asked))
    client.post("/jobs/", {**hidden, **chosen, "go": "1"})
    entry = Entry.objects.filter(act="jobs.job.retry").values_list("actor", "subject", "outcome")
    assert (Job.objects.get(pk=failed.pk).state, list(entry)) == (
        "waiting",
        [(f"person:{cast.ada.id}", failed.ref, "done")],
    )
