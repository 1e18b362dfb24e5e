"""The shape of what people type about items, one module a noun."""

from guildhall.itembank.forms.imports import (
    ArrangeForm,
    ChosenForm,
    HandInForm,
    ImportRuleForm,
    RejectedForm,
    TaughtForm,
)
from guildhall.itembank.forms.items import DomainForm, FileForm
from guildhall.itembank.forms.reviews import (
    AnswerForm,
    BlindForm,
    CommentForm,
    ContentForm,
    LanguageForm,
    PolicyForm,
    ReasonForm,
    RemarkForm,
    SendBackForm,
    StandForm,
)
from guildhall.itembank.forms.writing import QuestionForm
from guildhall.itembank.forms.writing_kinds import FORMS

__all__ = [
    "FORMS",
    "AnswerForm",
    "ArrangeForm",
    "BlindForm",
    "ChosenForm",
    "CommentForm",
    "ContentForm",
    "DomainForm",
    "FileForm",
    "HandInForm",
    "ImportRuleForm",
    "LanguageForm",
    "PolicyForm",
    "QuestionForm",
    "ReasonForm",
    "RejectedForm",
    "RemarkForm",
    "SendBackForm",
    "StandForm",
    "TaughtForm",
]
