"""Freezes the data of a study: sealed under the body's key before the act that keeps it, and opened again as it was."""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.schemes.datasets import Dataset, digest
from guildhall.schemes.models import Study
from guildhall.vault import files, keys
from guildhall.vault.files import Received
from guildhall.vault.kinds import JSON


@dataclass(frozen=True)
class FrozenData:
    """A data set whose sealed bytes are written; the act that freezes a study keeps them."""

    received: Received
    data_hash: str
    persons: int


def frozen(dataset: Dataset) -> FrozenData:
    """Write a data set's bytes, sealed; called before the act, because sealing takes its time."""
    content = dataset.canonical()
    upload = SimpleUploadedFile("study-data.json", content, content_type=JSON.media_type)
    received = files.receive(upload, key_id=keys.BODY, allowed=(JSON,))
    return FrozenData(received, digest(content), dataset.persons)


def content_of(study: Study) -> bytes:
    """The frozen data of a study in its canonical spelling."""
    return b"".join(files.open_stream(study.data))


def thawed(study: Study) -> Dataset:
    """The frozen data of a study."""
    return Dataset.read(content_of(study))
