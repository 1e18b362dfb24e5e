"""What an item writer may put above or into a question: the library of the scheme, and what the item shows already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank.models import ItemVersion, Medium, MediumKind
from guildhall.itembank.queries import media
from guildhall.itembank.questions import Passage, Question
from guildhall.schemes.models import Scheme

HELD = "held"
"""Under which name stands what an item shows and the library does not hold in this very form."""


@dataclass(frozen=True)
class ShelvedPicture:
    """A picture that can be chosen, and which kept picture lies behind it."""

    label: str
    picture: qti.Picture
    kept: str


@dataclass(frozen=True)
class ShelvedRecording:
    """A recording that can be chosen, and which kept file lies behind it."""

    label: str
    recording: qti.Recording
    kept: str


@dataclass(frozen=True)
class ShelvedPassage:
    """A passage that can be chosen."""

    label: str
    passage: Passage


@dataclass(frozen=True)
class Shelf:
    """Pictures, passages and recordings by the value that stands in the form."""

    pictures: Mapping[str, ShelvedPicture] = field(default_factory=dict)
    passages: Mapping[str, ShelvedPassage] = field(default_factory=dict)
    recordings: Mapping[str, ShelvedRecording] = field(default_factory=dict)

    def behind(self, question: Question) -> dict[str, str]:
        """Which kept file lies behind each address that a question shows or plays."""
        shown = {each.picture.address: each.kept for each in self.pictures.values() if each.picture == question.picture}
        heard = (each for each in self.recordings.values() if each.recording == question.recording)
        return shown | {each.recording.address: each.kept for each in heard}

    def chosen(self, question: Question) -> dict[str, str]:
        """What stands in the form for what a question shows."""
        pictures = (name for name, each in self.pictures.items() if each.picture == question.picture)
        passages = (name for name, each in self.passages.items() if each.passage == question.passage)
        recordings = (name for name, each in self.recordings.items() if each.recording == question.recording)
        return {"picture": next(pictures, ""), "passage": next(passages, ""), "recording": next(recordings, "")}


def shelf_of(scheme: Scheme, person_id: UUID) -> Shelf:
    """What somebody may put into a new item of a scheme today."""
    pictures = media.choosable(scheme, person_id, MediumKind.PICTURE)
    passages = media.choosable(scheme, person_id, MediumKind.PASSAGE)
    recordings = media.choosable(scheme, person_id, MediumKind.RECORDING)
    return Shelf(
        {each.number: _shelved_picture(each) for each in pictures},
        {each.number: ShelvedPassage(_label(each), Passage(each.number, each.words)) for each in passages},
        {each.number: _shelved_recording(each) for each in recordings},
    )


def shelf_for(version: ItemVersion, question: Question, person_id: UUID) -> Shelf:
    """The same for a draft: with what it shows already, as it shows it."""
    found = shelf_of(version.item.scheme, person_id)
    pictures, passages, recordings = dict(found.pictures), dict(found.passages), dict(found.recordings)
    shown, read, heard = question.picture, question.passage, question.recording
    if shown and all(each.picture != shown for each in pictures.values()):
        pictures[HELD] = ShelvedPicture(
            _("The picture that the item shows now"), shown, version.pictures[shown.address]
        )
    if read and all(each.passage != read for each in passages.values()):
        passages[HELD] = ShelvedPassage(_("The passage that the item shows now"), read)
    if heard and all(each.recording != heard for each in recordings.values()):
        kept = version.pictures[heard.address]
        recordings[HELD] = ShelvedRecording(_("The recording that the item plays now"), heard, kept)
    return Shelf(pictures, passages, recordings)


def _shelved_picture(medium: Medium) -> ShelvedPicture:
    shown = qti.Picture(medium.address, medium.alternative, medium.width, medium.height)
    return ShelvedPicture(_label(medium), shown, str(medium.picture_id))


def _shelved_recording(medium: Medium) -> ShelvedRecording:
    heard = qti.Recording(medium.address, medium.alternative)
    return ShelvedRecording(_label(medium), heard, str(medium.picture_id))


def _label(medium: Medium) -> str:
    return f"{medium.number} {medium.title}"
