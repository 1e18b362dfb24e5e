"""Words: the catalogue holds what the code says, and German lacks nothing of what candidates and the public see."""

import io
import re
from fnmatch import fnmatch
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from guildhall import settings
from guildhall.ledger.acts import all_acts

PUBLIC = (
    "shell/*",
    "kernel/*",
    "ledger/acts.py",
    "ledger/records.py",
    "ledger/constraints.py",
    "vault/*",
    "applications/acts/*",
    "schemes/templates/schemes/survey_*.html",
    "exams/feedback.py",
    "applications/checklist.py",
    "applications/lifecycles.py",
    "applications/models/*",
    "applications/overviews.py",
    "applications/rules/*",
    "applications/views/checklists.py",
    "applications/views/evidence.py",
    "applications/views/portal.py",
    "applications/views/wishes.py",
    "applications/templates/applications/_arrangements.html",
    "applications/templates/applications/_evidence.html",
    "applications/templates/applications/_pieces.html",
    "applications/templates/applications/_requirement.html",
    "applications/templates/applications/_steps.html",
    "applications/templates/applications/a[nr]*.html",
    "applications/templates/applications/apply.html",
    "applications/templates/applications/begin.html",
    "applications/templates/applications/checklist.html",
    "applications/templates/applications/evidence.html",
    "applications/templates/applications/mine.html",
    "applications/templates/applications/overview.html",
    "applications/templates/applications/requirement*.html",
    "applications/templates/applications/s*.html",
    "certification/issuing.py",
    "certification/lifecycles.py",
    "certification/queries/register.py",
    "certification/views/portal.py",
    "certification/views/register.py",
    "certification/templates/certification/_answer.html",
    "certification/templates/certification/_source.html",
    "certification/templates/certification/_suspended.html",
    "certification/templates/certification/answer.html",
    "certification/templates/certification/mine.html",
    "certification/templates/certification/register.html",
    "certification/templates/certification/unknown.html",
    "documents/views/public.py",
    "documents/templates/documents/public_*.html",
    "exams/delivery/*",
    "exams/lifecycles.py",
    "exams/rules/seats.py",
    "exams/rules/sitting_down.py",
    "exams/views/portal.py",
    "exams/views/sit.py",
    "exams/templates/exams/_pledge.html",
    "exams/templates/exams/_sit_words.html",
    "exams/templates/exams/mine.html",
    "exams/templates/exams/my_result.html",
    "exams/templates/exams/pledge.html",
    "exams/templates/exams/sit*.html",
    "governance/forms/information.py",
    "governance/lifecycles/information.py",
    "governance/models/information.py",
    "governance/rules/information.py",
    "governance/views/portal.py",
    "governance/templates/governance/*ai_statement.html",
    "governance/templates/governance/my_consents.html",
    "itembank/wording.py",
    "itembank/delivering.py",
    "schemes/lifecycles.py",
    "schemes/models/*",
    "schemes/views/public.py",
    "schemes/templates/schemes/public*.html",
    "identity/adapter.py",
    "identity/forms.py",
    "web/account/*",
    "web/start/*",
    "web/errors.py",
    "web/notices/inbox.py",
    "web/templates/account/*",
    "web/templates/allauth/*",
    "web/templates/mfa/*",
    "web/templates/usersessions/*",
    "web/templates/web/account.html",
    "web/templates/web/entrance.html",
    "web/templates/web/home.html",
    "web/templates/web/portal.html",
    "web/templates/web/display.html",
    "web/templates/web/who.html",
    "web/templates/web/invitation.html",
    "web/templates/web/4*.html",
    "web/templates/web/csrf.html",
    "web/templates/web/notices/inbox.html",
    "web/templates/web/notices/notice.html",
)
"""Where the words stand that applicants, candidates, certified persons and the public see."""

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@pytest.fixture(scope="module")
def gathering() -> ModuleType:
    """script/messages, as a module."""
    path = Path(__file__).parents[2] / "script" / "messages"
    loader = SourceFileLoader("gathering", str(path))
    spec = spec_from_loader("gathering", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def german() -> Catalog:
    path = Path(settings.LOCALE_PATHS[0]) / "de" / "LC_MESSAGES" / "django.po"
    return read_po(io.BytesIO(path.read_bytes()), locale="de")


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def is_public(message: Message) -> bool:
    return any(fnmatch(place, pattern) for place, _ in message.locations for pattern in PUBLIC)


def test_the_catalogue_holds_what_the_code_says(gathering: ModuleType, german: Catalog):
    said = {message.id for message in gathering.gathered() if message.id}
    assert said == {message.id for message in german if message.id}


def test_the_compiled_catalogue_is_the_written_one(gathering: ModuleType, german: Catalog):
    path = Path(settings.LOCALE_PATHS[0]) / "de" / "LC_MESSAGES" / "django.mo"
    assert path.read_bytes() == gathering.compiled(german)


def test_german_lacks_nothing_of_what_the_public_sees(gathering: ModuleType, german: Catalog):
    told = {message.id: message for message in german}
    public = [message.id for message in gathering.gathered() if message.id and is_public(message)]
    assert len(public) > 300
    assert [words for words in public if words not in told or not all(forms(told[words]))] == []


def test_labels_of_public_acts_are_in_german(german: Catalog):
    labels = {act.label for act in all_acts() if act.doors and act.label}
    assert [label for label in sorted(labels) if not (german.get(label) and german.get(label).string)] == []


def test_a_translation_keeps_every_placeholder(german: Catalog):
    for message in german:
        source = message.id[-1] if isinstance(message.id, tuple) else message.id
        for form in forms(message):
            if message.id and form:
                assert set(PLACEHOLDER.findall(form)) <= set(PLACEHOLDER.findall(source)), message.id
                assert len(forms(message)) > 1 or set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(source))
