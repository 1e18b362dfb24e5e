"""Parallel forms at once: to the blueprint and every rule, or the rules that conflict; a person begins them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from guildhall.exams import assembling, assembly_pictures, blueprints, followers, jobs
from guildhall.exams.acts import assembly, forms
from guildhall.exams.lifecycles import AssemblyState, FormState
from guildhall.exams.models import AssembledForm, Assembly, Form
from guildhall.exams.queries import enemies_within, overlaps, placements
from guildhall.itembank.acts import reviews
from guildhall.itembank.models import EnemyPair, Exposure, ItemStatistic, ItemVersion
from guildhall.jobs.models import Job
from guildhall.ledger.models import Entry
from tests import forge
from tests.cast import Cast, acting, engage
from tests.exams.conftest import refused
from tests.exams.making_forms import do
from tests.itembank.making import items_in_use
from tests.making import Made, a_scheme
from tests.staging import set_once

WANTED = {"forms": 2, "overlap": 1, "seconds": 5, "seed": 1}


@dataclass(frozen=True)
class Stage:
    """A scheme in effect whose bank is enough for two forms of its blueprint and one item more in each domain."""

    cast: Cast
    made: Made
    items: list[ItemVersion]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with set_once(django_db_blocker):
        cast = engage()
        made = a_scheme(cast)
        yield Stage(cast, made, items_in_use(made, {"A": 7, "B": 5, "C": 3}))


def asked(stage: Stage, **more: Any) -> Assembly:
    wanted = {**WANTED, **more}
    by = acting(stage.made.crew.max)
    return assembly.ask(by=by, component=stage.made.written, title="Autumn", wanted=wanted)


def computed(stage: Stage, **more: Any) -> Assembly:
    made = asked(stage, **more)
    do(jobs.assemble, assembly=made.pk)
    return Assembly.reloaded(made.pk)


def named(found: Assembly) -> list[set[str]]:
    return [set(form["numbers"]) for form in found.found["forms"]]


def measured(version: ItemVersion, p: float, r: float = 0.3, **more: Any) -> ItemStatistic:
    return forge.put(ItemStatistic, version=version, n=100, p=p, r=r, **more)


def test_forms_keep_the_blueprint_and_share_nothing(stage: Stage) -> None:
    found = computed(stage)

    assert found.state == AssemblyState.FOUND
    one, other = named(found)
    assert (len(one), len(other), one & other) == (6, 6, set())
    assert found.found["pairs"] == [{"forms": ["1", "2"], "common": 0}]
    assert all(form["words"] > 0 for form in found.found["forms"])


def test_the_same_bank_rules_and_seed_give_the_same_forms(stage: Stage) -> None:
    assert named(computed(stage)) == named(computed(stage))


def test_forms_are_begun_from_what_was_found(stage: Stage) -> None:
    found = assembly.assemble_parallel(by=acting(stage.made.crew.max), assembly=computed(stage))

    assert (found.state, found.settled_by) == (AssemblyState.TAKEN, stage.made.crew.max)
    begun = [each.form for each in AssembledForm.objects.filter(assembly=found).order_by("place")]
    assert [(each.title, each.state, each.authored_by) for each in begun] == [
        ("Autumn 1", FormState.ASSEMBLING, stage.made.crew.max),
        ("Autumn 2", FormState.ASSEMBLING, stage.made.crew.max),
    ]
    assert [{str(each) for each in placements(form)} for form in begun] == named(found)
    assert all(blueprints.fits(form) for form in begun)
    proposed = forms.propose(by=acting(stage.made.crew.max), form=Form.reloaded(begun[0].pk))
    assert proposed.state == FormState.CONTENT, "each goes its own way from here"


def test_too_small_a_bank_is_told_in_words(stage: Stage) -> None:
    found = computed(stage, forms=3)
    assert found.state == AssemblyState.IMPOSSIBLE
    assert found.conflict == ["Each form has 6 items.", "An item stands in no more than one form."]


def test_the_smallest_set_of_rules_that_conflict_is_told(stage: Stage) -> None:
    barred = [str(each) for each in stage.items if each.item.domain_code == "A"][:5]
    found = computed(stage, forms=1, words=10_000, must_not=barred)
    assert len(found.conflict) == 2
    assert found.conflict[0].startswith("These must not stand in a form: ")
    assert found.conflict[1] == "3 items of domain A in each form; the bank has 7."


def test_items_shared_by_as_many_forms_as_wished_make_it_possible(stage: Stage) -> None:
    found = computed(stage, forms=3, overlap=2)
    assert found.state == AssemblyState.FOUND
    uses = [name for form in named(found) for name in form]
    assert max(uses.count(name) for name in uses) == 2


def test_must_and_must_not(stage: Stage) -> None:
    first, second = stage.items[0], stage.items[1]
    found = computed(stage, forms=1, must=[first.item.number], must_not=[str(second)])
    (form,) = named(found)
    assert (str(first) in form, str(second) in form) == (True, False)


def test_an_item_that_the_bank_does_not_have_is_named(stage: Stage) -> None:
    found = computed(stage, must=["I-1999-000001"])
    assert (found.state, found.conflict) == (AssemblyState.IMPOSSIBLE, ["Not in the bank: I-1999-000001."])


def test_enemies_never_meet(stage: Stage) -> None:
    ones = [each for each in stage.items if each.item.domain_code == "C"]
    forge.put(EnemyPair, item=ones[0].item, other=ones[1].item, declared_by=stage.made.crew.max)
    found = computed(stage, forms=1, must=[str(ones[0]), str(ones[1])])
    assert found.state == AssemblyState.IMPOSSIBLE

    form = forms.begin(by=acting(stage.made.crew.max), component=stage.made.written, title="By hand")
    for version in ones[:2]:
        form = forms.add(by=acting(stage.made.crew.max), form=form, version=version)
    assert [{str(each) for each in pair} for pair in enemies_within(form)] == [{str(ones[0]), str(ones[1])}]


def test_difficulty_is_kept_where_it_is_known(stage: Stage) -> None:
    for version in stage.items:
        measured(version, 0.9 if version.pk == stage.items[0].pk else 0.6)
    found = computed(stage, p_from=0.55, p_to=0.62)
    assert found.state == AssemblyState.FOUND
    assert [round(form["mean_p"], 2) for form in found.found["forms"]] == [0.6, 0.6]
    assert all(str(stage.items[0]) not in form for form in named(found))
    first, second = assembly_pictures.of_assembly(found)
    assert (len(first.rows), first.rows[0][:3]) == (2, ("1", 6, "0.60"))
    assert second.rows[0][:2] == ("1", 6)


def test_items_without_the_statistics_asked_about_are_left_out_and_counted(stage: Stage) -> None:
    for version in stage.items[1:]:
        measured(version, 0.6)
    found = computed(stage, r_from=0.2)
    assert found.found["left_out"] == 1
    assert all(str(stage.items[0]) not in form for form in named(found))


def test_information_at_the_cut_is_met(stage: Stage) -> None:
    for version in stage.items:
        measured(version, 0.6, a=1.0, b=0.0)
    found = computed(stage, target={"theta": 0.0, "information": 1.5, "within": 0.05})
    assert [round(form["information"], 2) for form in found.found["forms"]] == [1.5, 1.5]
    missed = computed(stage, target={"theta": 0.0, "information": 3.0, "within": 0.05})
    assert "Information 3 at ability 0" in " ".join(missed.conflict)


def test_earlier_forms_share_no_more_than_wished(stage: Stage) -> None:
    by = acting(stage.made.crew.max)
    earlier = forms.begin(by=by, component=stage.made.written, title="Spring")
    for version in stage.items[:2]:
        earlier = forms.add(by=by, form=earlier, version=version)
    (form,) = named(computed(stage, forms=1, earlier=0))
    assert form & {str(each) for each in stage.items[:2]} == set()

    found = computed(stage, forms=1, must=[str(stage.items[0])])
    assert found.found["earlier"][0]["form"] == earlier.number
    begun = assembly.assemble_parallel(by=by, assembly=found)
    own = AssembledForm.objects.get(assembly=begun).form
    assert [(each.other, each.common >= 1, each.items) for each in overlaps(own)] == [(earlier, True, 6)]


def test_words_to_read_are_kept(stage: Stage) -> None:
    offered = assembling.offered(stage.made.written)
    least = min(each.words for each in offered)
    found = computed(stage, forms=1, words=least * 6 - 1)
    assert "words of a form" in " ".join(found.conflict)


def test_worn_items_are_left_out(stage: Stage) -> None:
    worn = stage.items[0]
    forge.put(Exposure, version=worn, shown=41)
    assert {str(worn) for form in named(computed(stage, exposure=40)) if str(worn) in form} == set()
    found = computed(stage, exposure=40, must=[str(worn)])
    assert "Items with more than 40 shown are not used: 1 items." in found.conflict


def test_items_that_fewer_candidates_saw_come_first(stage: Stage) -> None:
    chosen = set().union(*named(computed(stage)))
    of_domain = {each.item.domain_code: each for each in stage.items if str(each) in chosen}
    for each in of_domain.values():
        forge.put(Exposure, version=each, shown=41)
    assert set().union(*named(computed(stage))) & {str(each) for each in of_domain.values()} == set()


def test_the_worker_computes_what_was_asked(stage: Stage) -> None:
    made = asked(stage)
    followers.forms.effect(entry=Entry.objects.get(act="exams.assembly.ask", outcome="done"), index=1)
    assert Job.objects.get(kind=jobs.assemble.name).arguments == {"assembly": str(made.pk)}


def test_what_was_discarded_is_not_computed_any_more(stage: Stage) -> None:
    made = asked(stage)
    assembly.discard(by=acting(stage.made.crew.max), assembly=made, reason="Wrong component.")
    do(jobs.assemble, assembly=made.pk)
    assert Assembly.reloaded(made.pk).state == AssemblyState.DISCARDED


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"forms": 0}, "forms"),
        ({"forms": 13}, "forms"),
        ({"overlap": 3}, "forms"),
        ({"seconds": 0}, "seconds"),
        ({"seconds": 500}, "seconds"),
        ({"p_from": 0.8, "p_to": 0.5}, "p_from"),
    ],
)
def test_what_is_asked_makes_sense(stage: Stage, wrong: dict[str, Any], field: str) -> None:
    by = acting(stage.made.crew.max)
    asking = {"component": stage.made.written, "title": "Autumn", "wanted": {**WANTED, **wrong}}
    assert refused("assembly", assembly.ask, by=by, **asking).field == field


def test_a_component_without_a_blueprint_has_no_forms(stage: Stage) -> None:
    by = acting(stage.made.crew.max)
    refused("R-26", assembly.ask, by=by, component=stage.made.practical, title="Autumn", wanted=WANTED)


def test_forms_are_begun_from_items_that_are_in_use_still(stage: Stage) -> None:
    found = computed(stage)
    gone = ItemVersion.objects.get(pk=found.found["forms"][0]["items"][0])
    reviews.compromise(by=acting(stage.made.crew.max), version=ItemVersion.reloaded(gone.pk), reason="In a forum.")
    refused("R-26", assembly.assemble_parallel, by=acting(stage.made.crew.max), assembly=found)


def test_discarding_says_why(stage: Stage) -> None:
    refused("R-60", assembly.discard, by=acting(stage.made.crew.max), assembly=asked(stage), reason="")


@pytest.mark.parametrize("who", ["sam", "rita", "ivo", "dora"])
def test_only_the_examination_manager_assembles(stage: Stage, who: str) -> None:
    by = acting(getattr(stage.made.crew, who))
    refused("R-46", assembly.ask, by=by, component=stage.made.written, title="Autumn", wanted=WANTED)
    refused("R-46", assembly.assemble_parallel, by=by, assembly=computed(stage))
