"""What is read of a panel only by who may, and leaves a trace: an item that is judged, and who has said how much."""

from dataclasses import dataclass

from guildhall import qti
from guildhall.exams.models import Judge, StandardSetting
from guildhall.exams.panels import rounds
from guildhall.exams.permissions.standards import may_read_settings, sees_what_they_judge
from guildhall.identity.persons import opened
from guildhall.itembank import delivering
from guildhall.itembank.models import ItemVersion
from guildhall.kernel.actors import Actor
from guildhall.ledger.readings import reading


@dataclass(frozen=True)
class Progress:
    """A judge by name, and how much of what is asked in the round they have said, but not what."""

    judge: Judge
    said: int
    whole: int

    @property
    def is_ready(self) -> bool:
        return self.judge.trained_at is not None

    @property
    def is_done(self) -> bool:
        return self.whole > 0 and self.said >= self.whole


@reading("exams.standard.see-item", about="version", permission=sees_what_they_judge)
def judged(*, by: Actor, judge: Judge, version: ItemVersion) -> qti.Rendered:
    """An item as a candidate meets it, without its key, for who judges how hard it may be."""
    return delivering.shown(version, id_prefix="judged")


@reading("exams.standard.read", about="setting", permission=may_read_settings)
def progress(*, by: Actor, setting: StandardSetting) -> list[Progress]:
    """Who sits on a panel and how far each is, by name; for who leads it or follows how standards come about."""
    found = rounds.held(setting, setting.round)
    told = [Progress(judge, found.said(place), found.whole) for place, judge in enumerate(found.judges)]
    list(opened(each.judge.person for each in told))
    return sorted(told, key=lambda each: each.judge.seated_at)
