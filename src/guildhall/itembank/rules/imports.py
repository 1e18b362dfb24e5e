"""What is taken into the bank and what is not, when it can be taken back, and which rules may sort it."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.intake import Intake
from guildhall.itembank.lifecycles import ImportState
from guildhall.itembank.models import Aspect, ImportRule, ItemImport, StagedItem
from guildhall.itembank.models.items import Level
from guildhall.itembank.permissions import TRAINING, barred
from guildhall.itembank.queries import imports as of_imports
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
        mend=Mend(_("Hand in items of QTI, or questions as Moodle XML, GIFT, Aiken, CSV, Excel or Word.")),
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
    """An import of which nothing was or is taken in is discarded instead."""
    if queries.wanted(batch).exists() or of_imports.brought(batch).exists():
        return None
    return Refusal(
        _("Every file of this import is rejected or left out, so there is nothing to take in."),
        mend=Mend(_("Discard the import, or choose a domain for a file."), act="itembank.import.discard"),
    )


@rule("R-26", clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"])
def file_is_to_be_taken_in(*, staged: StagedItem) -> Refusal | None:
    """A file comes into the bank while its import waits, if it is good, has its domain, and was not left out."""
    waits = staged.batch.state == ImportState.STAGED
    if waits and staged.domain_code and not (staged.rejected or staged.left_out or staged.taken_as_id):
        return None
    return Refusal(
        _("This question is rejected, left out, without a domain or in the bank already, or its import is over."),
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
    return _known(batch, queries.known(batch.scheme, identifiers))


def _known(batch: ItemImport, known: Mapping[str, str]) -> Refusal | None:
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


@rule("import-twice", kind=Kind.OURS)
def the_bank_has_none_of_the_chosen(*, batch: ItemImport, positions: Sequence[int]) -> Refusal | None:
    """None of the chosen questions came into the bank by another way meanwhile."""
    chosen = of_imports.undecided(batch).filter(position__in=positions)
    return _known(batch, queries.known(batch.scheme, chosen.values_list("identifier", flat=True)))


@rule("import-choice", kind=Kind.OURS)
def something_is_chosen(*, batch: ItemImport, positions: Sequence[int]) -> Refusal | None:
    """What is taken in or rejected is chosen among the questions that nobody has taken in yet."""
    if positions and of_imports.undecided(batch).filter(position__in=positions).count() == len(set(positions)):
        return None
    return Refusal(
        _("Nothing is chosen, or something that is rejected by its findings or is in the bank already."),
        mend=Mend(_("Tick the questions that you mean.")),
        field="positions",
    )


@rule("R-26", clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"])
def chosen_files_can_be_taken_in(*, batch: ItemImport, positions: Sequence[int]) -> Refusal | None:
    """What is taken in has its place in the blueprint, and was not left out."""
    chosen = of_imports.undecided(batch).filter(position__in=positions)
    astray = chosen.filter(Q(left_out=True) | ~Q(domain_code__in=queries.domain_codes(batch.scheme))).count()
    if not astray:
        return None
    return Refusal(
        _("%(count)s of the chosen questions have no domain of the blueprint yet, or were left out.")
        % {"count": astray},
        mend=Mend(
            _("Choose a domain for each of them first."),
            act="itembank.import.arrange",
            link=("itembank:import-arrange", str(batch.pk)),
        ),
    )


@rule("import-undo", kind=Kind.OURS, clauses=["2012:7.1.1", "2012:9.3.1", "2026:9.3"])
def nothing_of_it_was_used(*, batch: ItemImport) -> Refusal | None:
    """An import is undone as a whole until one of its items was approved for use; from then on nothing of it is."""
    used = of_imports.used(batch).select_related("item").first()
    if used is None:
        return None
    return Refusal(
        _("The item %(number)s of this import was approved for use or is locked, so the import stays.")
        % {"number": used.item.number},
        mend=Mend(_("Retire the items that are not wanted, each with its reason."), act="itembank.item.retire"),
    )


@rule("import-rule", kind=Kind.OURS)
def rule_says_something(*, aspect: str, says: str, domain_code: str, level: str) -> Refusal | None:
    """A rule names what it looks at and the word that it looks for, and leads to a domain or a level."""
    lacking = next((name for name, given in (("says", says.strip()), ("aspect", aspect)) if not given), "")
    if aspect and aspect not in Aspect.values:
        lacking = "aspect"
    if not lacking and (domain_code or level):
        return None
    return Refusal(
        _("A rule needs something to look at, a word, and a domain or a level to which it leads."),
        mend=Mend(_("Fill in what is missing.")),
        field=lacking or "domain_code",
    )


@rule("import-rule", kind=Kind.OURS)
def level_is_known(*, level: str) -> Refusal | None:
    """A rule leads to a level that the bank knows."""
    if not level or level in Level.values:
        return None
    return Refusal(
        _("“%(level)s” is no level of this bank.") % {"level": level}, mend=Mend(_("Choose a level.")), field="level"
    )


@rule("import-rule", kind=Kind.OURS)
def rule_is_not_there_yet(*, scheme: Scheme, aspect: str, says: str) -> Refusal | None:
    """One word of one aspect leads to one place."""
    standing = (each for each in of_imports.rules(scheme) if each.aspect == aspect)
    if all(each.says.casefold() != " ".join(says.split()).casefold() for each in standing):
        return None
    return Refusal(
        _("There is a rule for this word already."),
        mend=Mend(_("End that rule first."), act="itembank.import-rule.end"),
        field="says",
    )


@rule("import-rule", kind=Kind.OURS)
def rule_still_stands(*, rule: ImportRule) -> Refusal | None:
    """A rule that sorts imports ends once, and stays in the record."""
    if rule.ended_at is None:
        return None
    return Refusal(_("This rule has ended already."), mend=Mend(_("Keep a new rule where one is missing.")))


@rule("import-rule", kind=Kind.OURS)
def something_is_taught(*, taught: Mapping[str, str]) -> Refusal | None:
    """Rules are made of words that were given a domain."""
    if taught:
        return None
    return Refusal(
        _("No word was given a domain, so there is no rule to make."), mend=Mend(_("Choose a domain for a word."))
    )


@rule("R-26", clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"])
def taught_domains_belong_to_the_scheme(*, batch: ItemImport, taught: Mapping[str, str]) -> Refusal | None:
    """Words lead to domains of the scheme."""
    return _unknown(batch.scheme, set(taught.values()))
