"""What the bank does by itself: it watches over how staff look at items, compares what was handed in, catches up."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from guildhall import qti
from guildhall.identity.models import Person
from guildhall.itembank import watching
from guildhall.itembank.acts import exposures, imports, likenesses, translations
from guildhall.itembank.lifecycles import AlertState
from guildhall.itembank.models import ItemImport, ItemVersion, ItemWord, StagedItem
from guildhall.itembank.queries import exposures as of_exposures
from guildhall.itembank.queries import imports as of_imports
from guildhall.itembank.queries import translations as of_translations
from guildhall.itembank.queries.likenesses import alike
from guildhall.itembank.watching import Sighting
from guildhall.jobs.declared import every, job
from guildhall.jobs.queueing import step
from guildhall.kernel import clock
from guildhall.schemes.models import Scheme

HOUR = 3600
LOOKED_BACK = timedelta(hours=36)
"""How far back the log of looks is gone over: a day that ended is seen whole, whenever the house was down."""


@every("itembank.look-over-viewings", seconds=HOUR)
def look_over_viewings() -> None:
    """Put before a person who looked at items in use many at a time, at night, or without having to do with them."""
    looks = of_exposures.looks_since(clock.now() - LOOKED_BACK)
    schemes = Scheme.objects.select_related("scope").in_bulk({each.scheme for each in looks})
    limits = {pk: of_exposures.limits_of(scheme) for pk, scheme in schemes.items()}
    for sighting in watching.sightings(looks, limits.__getitem__):
        _put(sighting, schemes[sighting.scheme])


def _put(sighting: Sighting, scheme: Scheme) -> None:
    """Keep a sighting: as an alert of its own, or with the one of the same day that nobody has judged yet."""
    seen: dict[str, Any] = {
        "versions": [str(each) for each in sighting.versions],
        "first_at": sighting.first_at,
        "last_at": sighting.last_at,
    }
    known = of_exposures.open_alert(scheme, sighting.person, sighting.kind, sighting.day)
    if known is None:
        given: dict[str, Any] = {"kind": sighting.kind, "day": sighting.day, "limit": sighting.limit, **seen}
        person = Person.objects.get(pk=sighting.person)
        exposures.notice(by=exposures.WATCHING, person=person, scheme=scheme, **given)
    elif known.state == AlertState.OPEN and len(sighting.versions) > len(known.versions):
        exposures.extend(by=exposures.WATCHING, alert=known, **seen)


@job("itembank.compare-import")
def compare_import(*, batch: UUID) -> None:
    """Say of every good question of an import which items of the bank it is like."""
    staged = ItemImport.objects.select_related(*ItemImport.reload_with).get(pk=batch)
    near = {each.position: _near(staged.scheme, each) for each in of_imports.undecided(staged)}
    found = {position: alike for position, alike in near.items() if alike}
    if found:
        imports.compare.once(step("compare"))(by=imports.COMPARING, batch=staged, near=found)


def _near(scheme: Scheme, staged: StagedItem) -> list[tuple[str, int]]:
    item = qti.read_item(staged.source.encode(), name=staged.name)
    return [(str(each.version.pk), round(each.score * 100)) for each in alike(scheme, item)]


@job("itembank.outdate-translations")
def outdate_translations(*, version: UUID) -> None:
    """Mark the translations of earlier versions as outdated, now that a newer one of their source is in use."""
    newer = ItemVersion.objects.select_related(*ItemVersion.reload_with).get(pk=version)
    for translation in of_translations.of_earlier(newer):
        translations.outdate.once(step(str(translation.pk)))(by=translations.OUTDATING, translation=translation)


BATCH = 200


@every("itembank.catch-up", seconds=HOUR)
def catch_up() -> None:
    """Make items findable and comparable that were kept before items were found by their words, some at a time."""
    known = ItemWord.objects.filter(version=OuterRef("pk"))
    waiting = ItemVersion.objects.select_related(*ItemVersion.reload_with).exclude(Exists(known)).order_by("pk")
    for version in waiting[:BATCH]:
        likenesses.catch_up(by=likenesses.MACHINE, version=version)
