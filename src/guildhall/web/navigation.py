"""Where things are: the side bar of the desk and the lines of links of portal and assessor.

By the work, not by our rooms. Who sees a place is asked of its page.
"""

from guildhall.kernel.words import gettext_noop
from guildhall.shell.navigation import Place, Section, lay_out

DESK = (
    Section("", (Place(gettext_noop("My work"), "inbox", "web:work", count="web:work-count"),)),
    Section(
        gettext_noop("The body"),
        (
            Place(gettext_noop("Declarations"), "id-badge-2", "personnel:declarations"),
            Place(gettext_noop("Texts to declare"), "files", "personnel:texts"),
        ),
    ),
)

PORTAL = (Section("", (Place(gettext_noop("Start"), "home", "web:portal"),)),)

ASSESSOR: tuple[Section, ...] = ()


def declare() -> None:
    """Lay out the areas."""
    lay_out("desk", DESK)
    lay_out("portal", PORTAL)
    lay_out("assessor", ASSESSOR)
