"""The body in which a panel sets the standard of a form, and the form is measured, questioned and reported on.

Three dozen have taken the form on paper. Nele measures, Pia and Pit judge, Ava approves, Max manages examinations, and
Sam asks those who do the work.
"""

from guildhall.exams.acts import anomalies, standards
from guildhall.exams.lookthrough import check_of
from guildhall.exams.models import Form, Sitting
from guildhall.identity.models import Person
from tests.cast import acting, engage
from tests.exams.administering import administered
from tests.exams.delivery.forging import a_form
from tests.exams.making_standards import a_setting, people, seat
from tests.journeys.behind import sessions
from tests.journeys.way import everybody
from tests.making import Made, a_psychometrician, a_scheme
from tests.schemes.conftest import Begun
from tests.schemes.making_surveys import a_survey, handed_in, invited, opened

TAKEN = 36
ALIKE = {"1": (5, 5), "2": (4, 2), "3": (1, 0)}


def prepare() -> dict[str, str]:
    """A form that was taken and scored, a panel that is invited, and a question about two attempts."""
    cast = engage()
    made = a_scheme(cast)
    nele, form = a_psychometrician(cast, made), a_form(made)
    _questioned(administered(made, cast, form, TAKEN))
    _invited(made, nele, form)
    crew = made.crew
    return sessions([nele, crew.pia, crew.pit, crew.ava, crew.max, crew.sam])


def _questioned(sitting: Sitting) -> None:
    """The answers were looked through, and two candidates chose the same more often than chance explains."""
    pair = [each.number for each in sitting.attempts.order_by("number")[:2]]
    figures = {"statistic": 5.5, "chance": 1e-7, "rate": 5e-6, "expected": 0.01}
    evidence = {"matches": 38, "items": 40, "expected": 20.5}
    raised = [{"kind": "copying", "attempts": pair, "key": ":".join(pair), "evidence": evidence, **figures}]
    anomalies.keep(by=anomalies.MACHINE, sitting=sitting, **{**check_of(sitting), "raised": raised})


def _invited(made: Made, nele: Person, form: Form) -> None:
    """Nele planned two rounds by Angoff's method, and invited Pia and Pit."""
    setting = a_setting(nele, form)
    for person, interest in people(made):
        seat(nele, setting, person, interest)
    standards.invite(by=acting(nele), setting=setting)


def ask() -> dict[str, str]:
    """Sam asks five about three tasks; three have answered. The secrets of Sven and Sol, who have not."""
    _, made = everybody()
    begun = Begun(made.scheme, made.crew)
    survey = a_survey(begun)
    north = invited(begun, survey, "North", "nora", "nils", "nick")
    south = invited(begun, survey, "South", "sven", "sol")
    survey = opened(begun, survey)
    for secret in north.values():
        handed_in(survey, secret, ALIKE)
    return {**south, "survey": str(survey.pk)}
