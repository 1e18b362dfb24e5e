"""Takes uploads in without ever holding more than is allowed, and without losing what was typed beside them.

A file beyond the limit is read past, not kept: the rest of the form still arrives, and the form can say what was wrong
with everything else in place. Files are held in memory and never in a temporary file, where they would lie unencrypted.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from guildhall.vault import files

AT_ONCE = 3
"""How many files of the largest size one form may bring; what comes on top is read past."""


class TooLargeUpload(UploadedFile):
    """A file of which only the name and the size were taken in, because it is larger than allowed."""


class LimitedUpload(FileUploadHandler):
    """Keeps files up to the limit and reads past the others."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.room = AT_ONCE * files.limit()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept, self._fits = BytesIO(), True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.room -= len(raw_data)
        self._fits = self._fits and self.room >= 0 and start + len(raw_data) <= files.limit()
        if self._fits:
            self._kept.write(raw_data)
        else:
            self._kept = BytesIO()

    def file_complete(self, file_size: int) -> UploadedFile:
        about: dict[str, Any] = {
            "content_type": self.content_type,
            "charset": self.charset,
            "content_type_extra": self.content_type_extra,
        }
        if not self._fits:
            self.room += file_size
            return TooLargeUpload(BytesIO(), self.file_name, size=max(file_size, files.limit() + 1), **about)
        self._kept.seek(0)
        return InMemoryUploadedFile(self._kept, self.field_name, self.file_name, size=file_size, **about)
