"""The door of a demonstration is there in a demonstration and nowhere else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from guildhall.web.demo import views
from tests.cast import Cast


def test_door_has_no_address_outside_a_demonstration(client: Client, cast: Cast) -> None:
    assert client.get("/demo/sign-in/").status_code == 404
    assert client.post("/demo/sign-in/", {"person": str(cast.ada.pk)}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_view_refuses_a_forged_request_even_if_it_were_routed(cast: Cast) -> None:
    forged = RequestFactory().post("/demo/sign-in/", {"person": str(cast.ada.pk)}, headers={"cookie": "demo=1"})
    with pytest.raises(Http404):
        views.sign_in(forged)


def test_forged_variable_in_the_request_opens_nothing(client: Client, cast: Cast) -> None:
    answer = client.post("/demo/sign-in/?demo=1&GUILDHALL_DEMO=1", {"person": str(cast.ada.pk), "demo": "1"})
    assert answer.status_code == 404


IN_A_DEMONSTRATION = """
import django; django.setup()
from django.conf import settings; settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
from django.test import Client
from guildhall.identity import founding
ada = founding.found(name="N", given_name="Ada", family_name="Quellmalz", email="ada@nordlicht.example").person
client = Client(SERVER_NAME="localhost")
assert "Quellmalz" in client.get("/demo/sign-in/").content.decode()
assert client.post("/demo/sign-in/", {"person": str(ada.pk)}).status_code == 302
assert client.get("/people/").status_code == 200
"""


def test_demonstration_lets_everybody_play_the_cast(laid: Path, tmp_path: Path) -> None:
    shutil.copytree(laid, tmp_path, dirs_exist_ok=True)
    mine = {"GUILDHALL_HOME": str(tmp_path), "GUILDHALL_DEMO": "1", "DJANGO_SETTINGS_MODULE": "guildhall.settings"}
    others = {name: value for name, value in os.environ.items() if not name.startswith("GUILDHALL_")}
    done = subprocess.run(
        [sys.executable, "-c", IN_A_DEMONSTRATION], env=others | mine, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
