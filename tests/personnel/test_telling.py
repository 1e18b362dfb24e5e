"""Who hears of a declaration that ended."""

from typing import Any

from guildhall.kernel import actors
from guildhall.notices import texts
from guildhall.notices.models import Notice
from guildhall.personnel.acts import declarations
from tests.cast import Cast
from tests.notices.conftest import follow
from tests.personnel.conftest import Signing


def test_whose_declaration_ended_is_told_that_their_roles_do_not_hold(cast: Cast, signing: Signing, clock: Any) -> None:
    signed = signing(cast.quinn)
    clock.move(days=366)
    declarations.expire(by=actors.machine("timers"), declaration=signed)
    follow()

    notice = Notice.objects.select_related("person").get(event="personnel.declaration.expire")

    assert (notice.person, notice.words, notice.link) == (
        cast.quinn,
        {"ended_on": "2027-03-02"},
        ["personnel:declare"],
    )
    english, german = texts.of(notice, "en"), texts.of(notice, "de")
    assert english.subject == f"Your declaration {signed.number} has ended"
    assert "ended on 2 Mar 2027 and was not renewed. Roles that need it have not held since then;" in english.body
    assert german.subject == f"Ihre Erklärung {signed.number} ist abgelaufen"
    assert "endete am 2. März 2027" in german.body
