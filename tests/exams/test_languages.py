"""A form asks in one language where it says which, by hand and by seed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guildhall.exams.acts import forms
from guildhall.exams.models import Form
from guildhall.exams.queries import placements
from tests.cast import acting, sign_in
from tests.exams.conftest import refused
from tests.exams.making import BLUEPRINT
from tests.itembank.making import a_draft, in_use, items_in_use
from tests.making import Made


def a_form(made: Made, language: str) -> Form:
    return forms.begin(by=acting(made.crew.max), component=made.written, title="Form", language=language)


@pytest.mark.parametrize(("language", "fits"), [("", True), ("de", True), (" DE ", True), ("en", False), ("fr", False)])
def test_an_item_comes_in_where_it_speaks_the_language(made: Made, language: str, fits: bool) -> None:
    given: dict[str, Any] = {"by": acting(made.crew.max), "form": a_form(made, language)}
    version = in_use(made, a_draft(made, language="de"))

    if fits:
        forms.add(**given, version=version)
        assert placements(given["form"]).get().item_version == version
    else:
        assert refused("R-26", forms.add, **given, version=version).field == "version"


def test_a_form_is_filled_in_its_own_language(made: Made) -> None:
    english = items_in_use(made, BLUEPRINT)
    by, german = acting(made.crew.max), a_form(made, "de")
    refused("R-26", forms.assemble, by=by, form=german, seed=1)
    for code, count in BLUEPRINT.items():
        for number in range(count):
            in_use(made, a_draft(made, code, language="de", stem=f"Frage {number} zu {code}?"))

    forms.assemble(by=by, form=german, seed=1)
    both = forms.assemble(by=by, form=a_form(made, "en"), seed=1)

    assert {each.item_version.language for each in placements(german)} == {"de"}
    assert {each.item_version for each in placements(both)} == set(english)


def test_the_language_is_said_when_a_form_is_begun(made: Made) -> None:
    client = sign_in(Client(), made.crew.max)
    address = reverse("exams:form-begin")
    once = client.get(address).context["form"]["once"].value()

    client.post(address, {"once": once, "component": str(made.written.pk), "title": "Form", "language": "de"})

    form = Form.objects.get()
    assert form.language == "de"
    assert b"<dt>Language</dt><dd>de" in client.get(reverse("exams:form", args=[form.pk])).content
