"""The form of each kind of question."""

from guildhall.itembank.forms.writing import QuestionForm
from guildhall.itembank.forms.writing_choices import (
    AssociateForm,
    GapMatchForm,
    HottextForm,
    InlineChoiceForm,
    MultipleChoiceForm,
    OrderForm,
    SingleChoiceForm,
)
from guildhall.itembank.forms.writing_several import SeveralForm
from guildhall.itembank.forms.writing_spots import (
    GraphicAssociateForm,
    GraphicGapMatchForm,
    GraphicOrderForm,
    HotspotForm,
    SelectPointForm,
)
from guildhall.itembank.forms.writing_texts import ExtendedTextForm, MatchForm, SliderForm, TextEntryForm
from guildhall.itembank.forms.writing_uploads import UploadForm

FORMS: dict[str, type[QuestionForm]] = {
    each.form: each
    for each in (
        SingleChoiceForm,
        MultipleChoiceForm,
        InlineChoiceForm,
        TextEntryForm,
        SliderForm,
        ExtendedTextForm,
        UploadForm,
        OrderForm,
        MatchForm,
        AssociateForm,
        GapMatchForm,
        HottextForm,
        HotspotForm,
        GraphicOrderForm,
        GraphicAssociateForm,
        GraphicGapMatchForm,
        SelectPointForm,
        SeveralForm,
    )
}
