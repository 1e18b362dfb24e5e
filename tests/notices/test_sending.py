"""Mail goes out, into sealed files or over a wire; what fails is repeated, and what crashes is not lost."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from guildhall import installation
from guildhall.identity.acts import grants
from guildhall.identity.roles import PERSONNEL
from guildhall.kernel import clock as house_clock
from guildhall.kernel.configuration import BadConfiguration, Configuration
from guildhall.kernel.refusals import Refusal
from guildhall.notices import queries, sending, spool
from guildhall.notices.acts import messages
from guildhall.notices.models import Message, Sending
from guildhall.vault import keys
from tests.cast import Cast, acting
from tests.notices.conftest import follow
from tests.notices.mail import Killed, Watching

BACKENDS = "tests.notices.mail"


@pytest.fixture
def message(cast: Cast) -> Message:
    """One e-mail to Otto that waits; nothing else does."""
    follow()
    sending.send_waiting(limit=1000)
    grants.give(
        by=acting(cast.tom), person=cast.otto, role=PERSONNEL.code, scope=cast.body, from_on=house_clock.today()
    )
    follow()
    return Message.objects.get(person=cast.otto)


def _state(message: Message) -> tuple[str, int, str]:
    fresh = Message.objects.get(pk=message.pk)
    return fresh.state, fresh.attempts, fresh.problem


def test_mail_goes_into_a_file_that_nobody_can_read_without_the_key(message: Message, spooled: Path) -> None:
    assert sending.send_waiting() == 1
    (file,) = spooled.iterdir()
    (shown,) = spool.show()
    stored = file.read_bytes()
    assert [w for w in (b"Otto", b"Fremdling", b"nordlicht", b"role", b"Subject") if w.lower() in stored.lower()] == []
    assert file.stem == str(message.pk)
    assert shown["Subject"] == "You have a new role: Member of the personnel"
    assert shown["To"] == "otto.fremdling@nordlicht.example"
    assert shown["Message-ID"] == f"<{message.pk}@localhost>"
    plain = shown.get_body(("plain",))
    html = shown.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "Dear Otto Fremdling" in plain.get_content()
    assert plain.get_content().strip().endswith("Your certification body")
    assert "Your certification body" in html.get_content()
    assert _state(message) == (Sending.SENT, 1, "")


def test_sent_mail_is_not_sent_again(message: Message, spooled: Path) -> None:
    assert [sending.send_waiting(), sending.send_waiting(), sending.send(message.pk)] == [1, 0, False]


def test_mail_of_an_erased_person_is_gone_from_the_spool(message: Message, spooled: Path) -> None:
    sending.send_waiting()
    keys.destroy(message.person.data_key)
    assert list(spool.show()) == []


def test_mail_to_an_erased_person_fails_for_good(message: Message, spooled: Path) -> None:
    keys.destroy(message.person.data_key)
    assert sending.send_waiting() == 0
    assert _state(message) == (Sending.FAILED, 1, "KeyDestroyed")


def test_server_that_hangs_up_is_tried_ever_more_slowly_and_then_shown(
    message: Message, settings: Any, clock: Any
) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.Gone"
    waits = []
    for attempt in range(1, sending.ATTEMPTS + 1):
        assert sending.send_waiting() == 0
        fresh = Message.objects.get(pk=message.pk)
        waits.append(round((fresh.not_before - house_clock.now()) / timedelta(minutes=1)))
        assert sending.send(message.pk) is False
        assert fresh.attempts == attempt
        clock.set(fresh.not_before + timedelta(seconds=1))
    assert waits == [1, 4, 16, 64, 256, 720, 720, 720]
    assert _state(message) == (Sending.FAILED, 8, "SMTPServerDisconnected")
    assert [each.pk for each in queries.failed()] == [message.pk]


def test_recipient_that_the_server_refuses_fails_at_once(message: Message, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.RefusesRecipient"
    sending.send_waiting()
    assert _state(message) == (Sending.FAILED, 1, "SMTPRecipientsRefused")


def test_failed_mail_is_sent_again_by_who_handles_it(
    cast: Cast, message: Message, settings: Any, spooled: Path
) -> None:
    with pytest.raises(Refusal, match="did not fail"):
        messages.resend(by=acting(cast.olive), message=message)
    settings.EMAIL_BACKEND = f"{BACKENDS}.RefusesRecipient"
    sending.send_waiting()
    with pytest.raises(Refusal, match="role that you do not hold"):
        messages.resend(by=acting(cast.otto), message=message)
    messages.resend(by=acting(cast.olive), message=message)
    settings.EMAIL_BACKEND = "guildhall.notices.spool.SealedFiles"
    assert sending.send_waiting() == 1
    assert _state(message) == (Sending.SENT, 1, "")


def test_sender_killed_after_handing_over_sends_again_with_the_same_id(
    message: Message, settings: Any, spooled: Path, clock: Any
) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.KilledAfterHandingOver"
    with pytest.raises(Killed):
        sending.send_waiting()
    assert _state(message) == (Sending.SENDING, 1, "")
    settings.EMAIL_BACKEND = "guildhall.notices.spool.SealedFiles"
    assert sending.send_waiting() == 0
    clock.move(minutes=11)
    assert sending.send_waiting() == 1
    assert _state(message) == (Sending.SENT, 2, "")
    assert [shown["Message-ID"] for shown in spool.show()] == [f"<{message.pk}@localhost>"]


def test_message_that_another_worker_has_in_hand_is_left_alone(message: Message, spooled: Path) -> None:
    assert sending._claim(message.pk)
    assert sending.send(message.pk) is False
    assert list(spool.show()) == []


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_mail_goes_out(message: Message, settings: Any, spooled: Path) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.Watching"
    Watching.in_transaction.clear()
    sending.send_waiting()
    assert Watching.in_transaction == [False]


class _Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as one message needs."""

    def handle(self) -> None:
        self._say("220 here")
        for line in iter(self.rfile.readline, b""):
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.received.append(b"".join(iter(self.rfile.readline, b".\r\n")))  # type: ignore[attr-defined]
            self._say("221 bye" if word == b"QUIT" else "250 well")
            if word == b"QUIT":
                return

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def server() -> Iterator[Any]:
    """A mail server on this machine; `received` holds what came."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Conversation) as listening:
        listening.received = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


def test_mail_goes_over_smtp_where_a_server_is_set(message: Message, settings: Any, server: Any) -> None:
    port = server.server_address[1]
    told = installation.mail_server(Configuration.read({"GUILDHALL_EMAIL_URL": f"smtp://127.0.0.1:{port}"}))
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = told.backend, told.host, told.port
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = told.use_tls, told.use_ssl
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    assert sending.send_waiting() == 1
    (received,) = server.received
    assert f"Message-ID: <{message.pk}@localhost>".encode() in received
    assert b"Dear Otto Fremdling" in received


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "smtps://post:s%40lt@mail.example.org",
            ("mail.example.org", 465, "post", "s@lt", True, False),
        ),
        ("smtp://mail.example.org", ("mail.example.org", 587, "", "", False, True)),
        ("smtp://localhost:1025", ("localhost", 1025, "", "", False, False)),
    ],
)
def test_mail_server_is_read_from_its_url(url: str, server: tuple[Any, ...]) -> None:
    told = installation.mail_server(Configuration.read({"GUILDHALL_EMAIL_URL": url}))
    assert (told.host, told.port, told.user, told.password, told.use_ssl, told.use_tls) == server


def test_mail_server_that_is_no_url_stops_the_start() -> None:
    with pytest.raises(BadConfiguration, match="smtp://user"):
        installation.mail_server(Configuration.read({"GUILDHALL_EMAIL_URL": "mail.example.org"}))
