"""Rules that sort imported questions are kept for a scheme, and end when they no longer fit."""

from collections.abc import Mapping

from guildhall.identity.models import Person
from guildhall.itembank.acts import imports
from guildhall.itembank.models import ImportRule, ItemImport
from guildhall.itembank.permissions import handles_import, keeps_import_rules, may_write
from guildhall.itembank.queries import imports as of_imports
from guildhall.itembank.rules.imports import (
    default_domain_belongs_to_the_scheme,
    import_is_still_staged,
    level_is_known,
    rule_is_not_there_yet,
    rule_says_something,
    rule_still_stands,
    something_is_taught,
    taught_domains_belong_to_the_scheme,
    trainers_handle_only_their_own,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.schemes.models import Scheme

CLAUSES = ("2012:8.4 d)", "2012:9.3.1", "2026:9.3")


@act(
    "itembank.import-rule.keep",
    about="scheme",
    permission=may_write,
    rules=[rule_says_something, default_domain_belongs_to_the_scheme, level_is_known, rule_is_not_there_yet],
    clauses=CLAUSES,
    label=gettext_noop("Keep a rule"),
    sentence=gettext_noop("kept a rule that sorts imported questions"),
)
def keep(*, by: Actor, scheme: Scheme, aspect: str, says: str, domain_code: str = "", level: str = "") -> ImportRule:
    """Keep for a scheme that what a file says about a question leads to a domain of the blueprint, or to a level."""
    return create(
        ImportRule,
        scheme=scheme,
        aspect=aspect,
        says=" ".join(says.split()),
        domain_code=domain_code,
        level=level,
        made_by=Person.objects.get(pk=by.name),
    )


@act(
    "itembank.import-rule.end",
    about="rule",
    permission=keeps_import_rules,
    rules=[rule_still_stands],
    clauses=CLAUSES,
    label=gettext_noop("End the rule"),
    sentence=gettext_noop("ended the rule {subject}"),
)
def end(*, by: Actor, rule: ImportRule) -> ImportRule:
    """End a rule: later imports are no longer sorted by it, and what it sorted stays as it is."""
    return change(rule, ended_by=Person.objects.get(pk=by.name), ended_at=clock.now())


@act(
    "itembank.import.teach",
    about="batch",
    permission=handles_import,
    rules=[
        trainers_handle_only_their_own,
        import_is_still_staged,
        something_is_taught,
        taught_domains_belong_to_the_scheme,
    ],
    clauses=CLAUSES,
    label=gettext_noop("Make rules of its words"),
    sentence=gettext_noop("made rules of what the files of {subject} say"),
)
def teach(*, by: Actor, batch: ItemImport, taught: Mapping[str, str]) -> ItemImport:
    """Say once for all questions where each word leads that their file says about them; kept for later imports too.

    `taught` leads from an aspect and its word (``class Safety``) to the code of a domain.
    """
    known = {(each.aspect, each.says.casefold()): each for each in of_imports.rules(batch.scheme)}
    for said, code in taught.items():
        aspect, _, says = said.partition(" ")
        standing = known.get((aspect, says.casefold()))
        if standing and standing.domain_code == code:
            continue
        if standing:
            end(by=by, rule=standing)
        keep(by=by, scheme=batch.scheme, aspect=aspect, says=says, domain_code=code)
    return imports.sort(by=by, batch=batch)
