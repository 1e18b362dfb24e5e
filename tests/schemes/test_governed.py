"""What governance says of a scheme: the accreditation on its public page, and that our own course is the only one."""

from typing import Any

from django.test import Client
from django.urls import reverse

from guildhall.governance.acts import accreditations
from guildhall.kernel import clock as house_clock
from guildhall.schemes import controls
from guildhall.schemes.acts import versions
from guildhall.schemes.models import Requirement, SchemeVersion
from tests import forge
from tests.cast import Cast, acting
from tests.governance.making_body import a_house, accredited, in_days, no_equivalent
from tests.governance.refusing import refused
from tests.making import Made


def page(client: Client, made: Made) -> str:
    return client.get(reverse("schemes:public-version", args=[made.version.number])).content.decode()


def test_public_page_refers_to_the_accreditation_until_its_last_day(
    cast: Cast, made: Made, client: Client, clock: Any
) -> None:
    assert "Accredited by" not in page(client, made)
    accredited(cast, made.scope, until_on=in_days(10))
    assert "Accredited by Akkreditierungsstelle under D-ZP-4711 for ISO/IEC 17024:2012" in page(client, made)

    clock.move(days=11)
    assert "Accredited by" not in page(client, made)


def test_public_page_refers_to_no_suspended_accreditation(cast: Cast, made: Made, client: Client) -> None:
    accreditation = accredited(cast, made.scope)
    accreditations.suspend(by=acting(cast.quinn), accreditation=accreditation, reason="A finding.")
    assert "Accredited by" not in page(client, made)


def test_version_that_accepts_our_own_course_alone_needs_an_approved_search(cast: Cast, made: Made) -> None:
    forge.alter(made.requirements["SAFE"], own_course_only=True, no_equivalent="There is none.")
    forge.alter(made.version, state="approved")
    version = SchemeVersion.reloaded(made.version.pk)
    told = {"version": version, "effective_on": house_clock.today(), "no_training_favoured": True}

    refused("R-57", versions.publish, by=acting(made.crew.sam), **told)

    no_equivalent(a_house(cast, made.scope), "SAFE")
    assert versions.publish.refusal(by=acting(made.crew.sam), **told) is None


def test_requirement_whose_search_is_too_old_is_named(cast: Cast, made: Made, clock: Any) -> None:
    forge.alter(made.requirements["SAFE"], own_course_only=True, no_equivalent="There is none.")
    assert [each.number for each in controls.prerequisites_are_open.query().findings] == [f"{made.version.number} SAFE"]

    no_equivalent(a_house(cast, made.scope), "SAFE")
    assert controls.prerequisites_are_open.query().findings == []
    clock.move(days=366)
    assert len(controls.prerequisites_are_open.query().findings) == 1
    assert Requirement.objects.filter(own_course_only=True).count() == 1
