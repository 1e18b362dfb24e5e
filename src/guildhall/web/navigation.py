"""Where things are: the side bar of the desk and the lines of links of portal and assessor.

By the work, not by our rooms. Who sees a place is asked of its page.
"""

from guildhall.kernel.words import gettext_noop
from guildhall.shell.navigation import Place, Section, lay_out

DESK = (
    Section(
        "",
        (
            Place(gettext_noop("My work"), "inbox", "web:work", count="web:work-count"),
            Place(gettext_noop("Inbox"), "bell", "web:inbox"),
        ),
    ),
    Section(
        gettext_noop("People"),
        (
            Place(gettext_noop("Applications"), "clipboard-data", "applications:applications"),
            Place(gettext_noop("Special arrangements"), "adjustments", "applications:accommodations"),
            Place(gettext_noop("Candidates"), "user", "exams:candidacies"),
            Place(gettext_noop("Certified persons"), "certificate", "certification:certifications"),
            Place(gettext_noop("All persons"), "users", "web:people"),
        ),
    ),
    Section(
        gettext_noop("Examinations"),
        (
            Place(gettext_noop("Schemes"), "sitemap", "schemes:schemes"),
            Place(gettext_noop("Item bank"), "list-details", "itembank:items"),
            Place(gettext_noop("Imports of items"), "upload", "itembank:imports"),
            Place(gettext_noop("Forms"), "file-text", "exams:forms"),
            Place(gettext_noop("Checklists"), "list-check", "exams:checklists"),
            Place(gettext_noop("Sittings"), "calendar", "exams:sittings"),
            Place(gettext_noop("Results"), "chart-histogram", "exams:results"),
            Place(gettext_noop("Results from elsewhere"), "external-link", "exams:equivalences"),
        ),
    ),
    Section(
        gettext_noop("Decisions"),
        (Place(gettext_noop("Decision files"), "gavel", "certification:files"),),
    ),
    Section(
        gettext_noop("The body"),
        (
            Place(gettext_noop("My declaration"), "id-badge-2", "personnel:declare"),
            Place(gettext_noop("My authorisations"), "shield-check", "personnel:my-authorisations"),
            Place(gettext_noop("My ties to cases"), "scale", "personnel:my-clearances"),
            Place(gettext_noop("Whom I trained"), "users-group", "personnel:my-trainings"),
            Place(gettext_noop("Declarations"), "id-badge-2", "personnel:declarations"),
            Place(gettext_noop("Authorisations"), "shield-check", "personnel:authorisations"),
            Place(gettext_noop("Ties to cases"), "scale", "personnel:clearances"),
            Place(gettext_noop("Trainings"), "users-group", "personnel:trainings"),
            Place(gettext_noop("Texts to declare"), "files", "personnel:texts"),
            Place(gettext_noop("Public statements"), "world", "schemes:statements"),
        ),
    ),
    Section(
        gettext_noop("Correspondence"),
        (
            Place(gettext_noop("Letters to post"), "printer", "web:letters"),
            Place(gettext_noop("Messages"), "mail", "web:messages"),
            Place(gettext_noop("Deadlines"), "clock", "web:deadlines"),
            Place(gettext_noop("Lengths of time"), "adjustments", "web:timers"),
        ),
    ),
    Section(
        gettext_noop("Proof"),
        (
            Place(gettext_noop("Conformity"), "clipboard-check", "conformity:matrix"),
            Place(gettext_noop("Gaps between editions"), "list-check", "conformity:gaps"),
            Place(gettext_noop("Ledger"), "history", "web:ledger"),
        ),
    ),
    Section(
        gettext_noop("Installation"),
        (
            Place(gettext_noop("Set-up"), "list-check", "web:setup"),
            Place(gettext_noop("Jobs"), "activity", "web:jobs"),
        ),
    ),
)

PORTAL = (
    Section(
        "",
        (
            Place(gettext_noop("Start"), "home", "web:portal"),
            Place(gettext_noop("Applications"), "clipboard-data", "applications:mine"),
            Place(gettext_noop("Examinations"), "pencil", "exams:mine"),
            Place(gettext_noop("Certificates"), "certificate", "certification:mine"),
            Place(gettext_noop("Inbox"), "bell", "web:portal-inbox"),
            Place(gettext_noop("Your account"), "user", "web:account"),
        ),
    ),
)

ASSESSOR = (
    Section(
        "",
        (
            Place(gettext_noop("Assessment"), "home", "web:assessor"),
            Place(gettext_noop("Conformity"), "clipboard-check", "conformity:matrix"),
            Place(gettext_noop("Gaps between editions"), "list-check", "conformity:gaps"),
        ),
    ),
)


def declare() -> None:
    """Lay out the areas."""
    lay_out("desk", DESK)
    lay_out("portal", PORTAL)
    lay_out("assessor", ASSESSOR)
