"""The questions of a form as candidates get them: with all that they show and play, and nothing of what is right."""

from base64 import b64encode

from guildhall.exams.delivery import sheets
from guildhall.itembank.acts import items
from guildhall.itembank.questions import Form
from tests import forge
from tests.cast import acting
from tests.exams.delivery.forging import a_form
from tests.itembank.examples import TRANSCRIPT, a_recording, example, played_in, wav
from tests.making import Made


def test_a_recording_and_several_questions_reach_the_candidate_with_the_page(made: Made) -> None:
    """The sound lies in the page with its transcript: it has no address, and plays when the network is gone."""
    by = acting(made.crew.ivo)
    question = example(Form.SEVERAL, recording=played_in(a_recording(made.crew.ivo, made.scheme)))
    version = items.write(by=by, scheme=made.scheme, domain_code="A", question=question)
    form = a_form(made, 1)
    forge.alter(form.items.get(), item_version_id=version.pk)

    (shown,) = sheets.questions(form)

    assert f'src="data:audio/wav;base64,{b64encode(wav()).decode()}"' in shown.html
    assert all(f"<p>{each}</p>" in shown.html for each in TRANSCRIPT.splitlines())
    assert [f'data-response="RESPONSE_{place}"' in shown.html for place in (1, 2, 3, 4, 5)] == [True] * 4 + [False]
    assert ("SCORE" in shown.html, "secured" in shown.html) == (False, False)
