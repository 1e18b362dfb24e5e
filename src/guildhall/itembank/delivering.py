"""An item as the house gives it to candidates and scores it. Asks nobody's permission: who calls it has asked."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from guildhall import qti
from guildhall.itembank import contents
from guildhall.itembank.models import ItemVersion, Medium
from guildhall.vault import files
from guildhall.vault.models import StoredFile


def parsed(version: ItemVersion) -> qti.Item:
    """The item of a version, with its key: to score by, and to render from."""
    return qti.read_item(version.source.encode(), name=version.item.number)


def shown(
    version: ItemVersion,
    *,
    id_prefix: str,
    values: Mapping[str, Sequence[str]] | None = None,
    seed: int | None = None,
) -> qti.Rendered:
    """A version as a candidate meets it, in the words of the reader's language, without anything that tells the key."""
    return rendered(parsed(version), version.pictures, id_prefix=id_prefix, values=values, seed=seed)


def rendered(
    item: qti.Item,
    pictures: Mapping[str, str],
    *,
    id_prefix: str,
    values: Mapping[str, Sequence[str]] | None = None,
    seed: int | None = None,
) -> qti.Rendered:
    """An item with its pictures, as a candidate meets it."""
    resolve = embedding(contents.pictures(pictures))
    return qti.render(item, id_prefix=id_prefix, values=values, seed=seed, resolve=resolve, wording=wording())


def right_answers(item: qti.Item) -> list[str]:
    """What is right in each question of an item, in its own words: for who prints keys."""
    told = qti.describe(item)
    return [", ".join(_right(each, told)) for each in told.questions]


def _right(question: qti.Question, told: qti.Description) -> list[str]:
    right = told.correct.get(question.response, [])
    chosen = " ".join(right).split()
    return [each.text for each in question.options if each.identifier in chosen] or list(right)


def played(medium: Medium) -> SafeString:
    """A recording of the library as items play it, with its transcript below."""
    assert medium.picture is not None  # noqa: S101  # a recording is a file
    node = qti.Recording(medium.address, medium.alternative).node
    return mark_safe(qti.media_tag(node, embedding({medium.address: medium.picture.file}), wording()))  # noqa: S308  # escaped by qti


def resolver(version: ItemVersion) -> Callable[[str], str]:
    """From where a browser loads what a version shows and plays: out of the page itself."""
    return embedding(contents.pictures(version.pictures))


def embedding(pictures: Mapping[str, StoredFile]) -> Callable[[str], str]:
    """Pictures and recordings as part of the page.

    No address of them exists that could be handed on, and who may have the page has all of it; a recording plays, and
    can be wound, on a computer that has lost its network since.
    """

    def address_of(address: str) -> str:
        if address in pictures:
            return _embedded(pictures[address])
        return address if address.startswith(contents.EMBEDDED) else ""

    return address_of


def _embedded(file: StoredFile) -> str:
    content = b"".join(files.open_stream(file))
    return f"data:{file.what.media_type};base64,{b64encode(content).decode()}"


def wording() -> qti.Wording:
    """The few words that an item says itself, in the reader's language."""
    return qti.Wording(
        answer=_("Your answer"),
        blank=_("Answer {number}"),
        nothing_chosen=_("Please choose"),
        choose_one=_("Choose one."),
        choose_any=_("Choose all that apply."),
        choose_most=_("Choose up to {most}."),
        place=_("Place {number}"),
        pair=_("Pair {number}"),
        gap=_("Gap {number}"),
        matches=_("Matches for {what}"),
        number=_("A number"),
        spot=_("Spot {name}"),
        belongs=_("What belongs to {what}"),
        point=_("Point {number}"),
        pointing=_(
            "Point at the picture, or write how far across and down it is from the top left corner, such as {example}. "
            "The picture is {width} wide and {height} high."
        ),
        file=_("Your file"),
        file_kinds=_("A file of one of these kinds: {kinds}."),
        file_size=_("At most {size} MB."),
        in_words=_("In words"),
        sound=_("Recording"),
        film=_("Film"),
    )
