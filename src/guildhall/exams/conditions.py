"""The conditions under which an examination is held, as they are looked at before a sitting opens (9.3.3, 6.4)."""

from dataclasses import dataclass

from guildhall.exams.models import Channel, Mode, Sitting
from guildhall.kernel.words import gettext_noop


@dataclass(frozen=True)
class Condition:
    """One thing to look at; `modes` and `channels` say where it is asked, everywhere if empty."""

    code: str
    words: str
    modes: tuple[Mode, ...] = ()
    channels: tuple[Channel, ...] = ()

    def is_asked(self, sitting: Sitting) -> bool:
        return (not self.modes or sitting.mode in self.modes) and (
            not self.channels or sitting.channel in self.channels
        )


ROOM, REMOTE = (Mode.ROOM,), (Mode.REMOTE,)

CONDITIONS = (
    Condition("manual", gettext_noop("The manual for examinations in its valid version is at hand")),
    Condition("light", gettext_noop("Light is even and sufficient"), ROOM),
    Condition("noise", gettext_noop("The room is quiet, and will stay so"), ROOM),
    Condition("air", gettext_noop("Temperature and air are fit for the whole time"), ROOM),
    Condition("spacing", gettext_noop("Nobody can read from a neighbour's place"), ROOM),
    Condition("safety", gettext_noop("Ways out are free, and protective equipment is where it is needed"), ROOM),
    Condition("aids", gettext_noop("Telephones and unauthorised aids are put away, out of reach")),
    Condition("devices", gettext_noop("The machines run, are charged and connected"), (), (Channel.BROWSER,)),
    Condition("clock", gettext_noop("A clock is in sight of everybody"), ROOM, (Channel.PAPER, Channel.PERSON)),
    Condition("booklets", gettext_noop("Booklets are sealed, numbered and counted"), (), (Channel.PAPER,)),
    Condition("stations", gettext_noop("Stations and tools are as the checklist says"), (), (Channel.PERSON,)),
    Condition("sight", gettext_noop("Each candidate is seen and heard, and their room was shown"), REMOTE),
    Condition("connection", gettext_noop("The connection holds, and a second way to reach everybody is known"), REMOTE),
)
"""What is looked at, in this order."""

MET = "met"
NOT_MET = "not-met"


def asked(sitting: Sitting) -> list[Condition]:
    """The conditions that are asked of a sitting."""
    return [each for each in CONDITIONS if each.is_asked(sitting)]


def unanswered(sitting: Sitting, answers: dict[str, dict[str, str]]) -> list[Condition]:
    """Conditions without an answer, or found not met without what was done about it."""
    return [each for each in asked(sitting) if not _is_answered(answers.get(each.code, {}))]


def _is_answered(answer: dict[str, str]) -> bool:
    found = answer.get("found")
    return found == MET or (found == NOT_MET and bool(answer.get("note", "").strip()))
