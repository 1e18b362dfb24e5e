"""What is taken into the bank, and what is not."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.intake import Intake
from guildhall.itembank.lifecycles import ImportState
from guildhall.itembank.models import ItemImport, StagedItem
from guildhall.itembank.permissions import TRAINING, barred
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Scheme

LEFT_OUT = "-"
"""What is chosen instead of a domain for a file that is not taken in."""


@rule("R-10", clauses=TRAINING)
def trainers_handle_only_their_own(*, by: Actor, batch: ItemImport) -> Refusal | None:
    """Who trains for a scheme has no part in imports of others."""
    return None if by.is_person(batch.staged_by_id) else barred(by, batch.scheme.scope_id)


@rule("import-file", kind=Kind.OURS, clauses=["2012:7.4.2", "2026:7.4"])
def file_can_be_looked_through(*, intake: Intake) -> Refusal | None:
    """A package that is broken, too large, leads out of itself or holds no item is refused as a whole, by name."""
    wrong = next((each for each in intake.findings if each.severity == "error"), None)
    if intake.found:
        return None
    if wrong:
        return Refusal(str(wrong.message), mend=Mend(str(wrong.remedy)), field="file")
    return Refusal(
        _("There is no item in this file."),
        mend=Mend(_("Hand in an item of QTI 2.1, 2.2 or 3.0, or a package of such items.")),
        field="file",
    )


@rule("R-26", clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"])
def default_domain_belongs_to_the_scheme(*, scheme: Scheme, domain_code: str) -> Refusal | None:
    """The domain for a whole import is one of the scheme's, or is left open for each file."""
    return _unknown(scheme, {domain_code} - {""})


@rule("R-26", clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"])
def domains_belong_to_the_scheme(*, batch: ItemImport, domains: Mapping[int, str]) -> Refusal | None:
    """Every file is put into a domain of the scheme, left out, or left open."""
    return _unknown(batch.scheme, set(domains.values()) - {"", LEFT_OUT})


def _unknown(scheme: Scheme, codes: set[str]) -> Refusal | None:
    unknown = sorted(codes - queries.domain_codes(scheme))
    if not unknown:
        return None
    return Refusal(
        _("“%(code)s” is no domain of %(scheme)s.") % {"code": unknown[0], "scheme": scheme.name},
        mend=Mend(_("Choose a domain of the blueprint.")),
        field="domain_code",
    )


@rule("import-over", kind=Kind.OURS)
def import_is_still_staged(*, batch: ItemImport) -> Refusal | None:
    """What was taken in or discarded is not looked through again."""
    if batch.state == ImportState.STAGED:
        return None
    return Refusal(
        _("This import was taken in or discarded already."),
        mend=Mend(_("Move an item to another domain on its own page.")),
    )


@rule("import-empty", kind=Kind.OURS)
def something_is_taken_in(*, batch: ItemImport) -> Refusal | None:
    """An import of which nothing is taken in is discarded instead."""
    if queries.wanted(batch).exists():
        return None
    return Refusal(
        _("Every file of this import is rejected or left out, so there is nothing to take in."),
        mend=Mend(_("Discard the import, or choose a domain for a file."), act="itembank.import.discard"),
    )


@rule("R-26", clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"])
def file_is_to_be_taken_in(*, staged: StagedItem) -> Refusal | None:
    """A file comes into the bank while its import waits, if it is good, has its domain, and was not left out."""
    waits = staged.batch.state == ImportState.STAGED
    if waits and staged.domain_code and not (staged.rejected or staged.left_out):
        return None
    return Refusal(
        _("This file is rejected, left out or without a domain, or its import is over, so it stays out of the bank."),
        mend=Mend(_("Mend the file and hand it in again, or choose its domain.")),
    )


@rule("R-26", clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"])
def every_item_has_its_domain(*, batch: ItemImport) -> Refusal | None:
    """What is taken in has its place in the blueprint."""
    codes = queries.domain_codes(batch.scheme)
    astray = queries.wanted(batch).exclude(domain_code__in=codes).count()
    if not astray:
        return None
    return Refusal(
        _("%(count)s of the files that would be taken in have no domain of the blueprint yet.") % {"count": astray},
        mend=Mend(
            _("Choose a domain for each of them, or leave them out."),
            act="itembank.import.arrange",
            link=("itembank:import-arrange", str(batch.pk)),
        ),
    )


@rule("import-twice", kind=Kind.OURS)
def the_bank_has_none_of_them(*, batch: ItemImport) -> Refusal | None:
    """An item is in the bank once: what came in by another way meanwhile is left out here."""
    identifiers = queries.wanted(batch).values_list("identifier", flat=True)
    known = queries.known(batch.scheme, identifiers)
    if not known:
        return None
    identifier, number = next(iter(sorted(known.items())))
    return Refusal(
        _("The item “%(identifier)s” is in the bank already: %(number)s.")
        % {"identifier": identifier, "number": number},
        mend=Mend(
            _("Leave it out of this import; a new version of it takes its file."),
            act="itembank.import.arrange",
            link=("itembank:import-arrange", str(batch.pk)),
        ),
    )
