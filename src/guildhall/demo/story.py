"""What happened at Nordwind Certification in two years, told as acts."""

from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings

from guildhall.demo.body import Body, Progress
from guildhall.demo.chapters import (
    agreeing,
    applying,
    authority,
    bank,
    committees,
    deciding,
    declarations,
    development,
    form,
    founding,
    helpers,
    house,
    inboxes,
    items,
    machines,
    manual,
    measuring,
    monitoring,
    needs,
    organisation,
    practical,
    premises,
    scheme,
    standard,
    survey,
    threats,
    written,
)
from guildhall.demo.diary import Days, Diary
from guildhall.demo.evening import Evening
from guildhall.demo.reading import Told
from guildhall.jobs.declared import all_schedules
from guildhall.kernel import clock

CHAPTERS = (
    founding,
    declarations,
    organisation,
    house,
    manual,
    threats,
    committees,
    helpers,
    machines,
    authority,
    scheme,
    items,
    form,
    standard,
    premises,
    applying,
    needs,
    written,
    practical,
    monitoring,
    development,
    deciding,
    agreeing,
    bank,
    measuring,
    survey,
    inboxes,
)
SAID = {
    730: "Nordwind Certification is founded, two years ago",
    703: "A job analysis becomes a scheme",
    599: "Eighty items are reviewed, a panel sets a standard, and a form is released",
    496: "People are authorised for their work",
    470: "Applicants come, are admitted and examined",
    100: "The last three months",
    7: "This week",
}
"""What is said while the story is built, and at which day of it."""


def build(progress: Progress = print) -> None:
    """Build the demo body in an empty installation; `progress` hears what is being done."""
    evening = Evening()
    days = Days(clock.now(), ZoneInfo(settings.GUILDHALL.time_zone))
    body = Body(Diary(days, evening), Told())
    for day, said in SAID.items():
        body.diary.ago(day, partial(progress, said), "00:01")
    for chapter in CHAPTERS:
        chapter.tell(body)
    body.diary.read()
    evening.let_time_pass(schedule.kind.name for schedule in all_schedules())
    evening.let_time_pass(["conformity.run-controls"])
