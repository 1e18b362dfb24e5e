"""Interested parties of a version: what they asked, and what the body answered."""

from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.finding import part
from guildhall.schemes.models import InterestedParty, SchemeVersion
from guildhall.schemes.permissions import manages_the_version
from guildhall.schemes.rules.parts import party_is_told
from guildhall.schemes.rules.versions import version_is_a_draft

CLAUSES = ("2012:8.2", "2012:8.4 b)", "2026:8")


@act(
    "schemes.party.write",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft, party_is_told],
    clauses=CLAUSES,
    sentence=gettext_noop("wrote in {subject} what {name} asked and was answered"),
    label=gettext_noop("Write what an interested party asked"),
)
def write(
    *,
    by: Actor,
    version: SchemeVersion,
    name: str,
    category: str,
    asked: str,
    answer: str = "",
    seen: int | None = None,
) -> SchemeVersion:
    """Write what an organisation or group asked of the scheme, and the answer; `seen` is the revision it replaces."""
    told = {"category": category, "asked": asked, "answer": answer}
    if seen is None:
        create(InterestedParty, version=version, name=name, **told)
    else:
        change(part(version.parties, name=name, seen=seen), **told)
    return version


@act(
    "schemes.party.strike",
    about="version",
    permission=manages_the_version,
    rules=[version_is_a_draft],
    clauses=CLAUSES,
    sentence=gettext_noop("struck {name} from the interested parties of {subject}"),
    label=gettext_noop("Strike an interested party"),
)
def strike(*, by: Actor, version: SchemeVersion, name: str) -> SchemeVersion:
    """Take an interested party out of a draft; the ledger keeps what was written."""
    version.parties.filter(pk=part(version.parties, name=name).pk).delete()
    return version
