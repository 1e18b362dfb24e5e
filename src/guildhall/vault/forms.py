"""A field in which a file is handed in. It checks the shape; whether the file is taken in, `files.receive` decides."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from guildhall.kernel.refusals import Refusal
from guildhall.vault import files, kinds
from guildhall.vault.kinds import Kind


class UploadField(forms.FileField):
    """A file of one of the `allowed` kinds, up to the limit of this installation."""

    widget = forms.FileInput

    def __init__(self, *, allowed: tuple[Kind, ...] = kinds.PAPERS, **more: Any) -> None:
        super().__init__(**more)
        self.allowed = allowed
        self.widget.attrs["accept"] = ",".join(f".{extension}" for kind in allowed for extension in kind.extensions)

    def to_python(self, data: Any) -> UploadedFile | None:
        if not isinstance(data, UploadedFile):
            return None
        try:
            files.check(data, self.allowed)
        except Refusal as refusal:
            raise ValidationError(f"{refusal.sentence} {refusal.mend.sentence}", code=refusal.code) from refusal
        return data
