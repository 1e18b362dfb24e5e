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
            Place(gettext_noop("Forms"), "file-text", "exams:forms"),
            Place(gettext_noop("Parallel forms"), "files", "exams:assemblies"),
            Place(gettext_noop("Checklists"), "list-check", "exams:checklists"),
            Place(gettext_noop("Sittings"), "calendar", "exams:sittings"),
            Place(gettext_noop("Results"), "chart-histogram", "exams:results"),
            Place(gettext_noop("Results from elsewhere"), "external-link", "exams:equivalences"),
        ),
    ),
    Section(
        gettext_noop("Items"),
        (
            Place(gettext_noop("Item bank"), "list-details", "itembank:items"),
            Place(gettext_noop("State of the bank"), "chart-line", "itembank:health"),
            Place(gettext_noop("Assignments"), "clipboard-check", "itembank:assignments"),
            Place(gettext_noop("Similar items"), "search", "itembank:likenesses"),
            Place(gettext_noop("Enemies"), "link", "itembank:enemies"),
            Place(gettext_noop("Item sets"), "bookmarks", "itembank:sets"),
            Place(gettext_noop("Pictures, recordings, passages"), "paperclip", "itembank:media"),
            Place(gettext_noop("Translations"), "language", "itembank:translations"),
            Place(gettext_noop("Imports of items"), "upload", "itembank:imports"),
            Place(gettext_noop("Exports of items"), "send", "itembank:exports"),
            Place(gettext_noop("Unusual viewing"), "eye", "itembank:viewing-alerts"),
            Place(gettext_noop("Compromised items"), "alert-triangle", "exams:exposed"),
            Place(gettext_noop("How item banks are kept"), "adjustments", "itembank:policies"),
        ),
    ),
    Section(
        gettext_noop("Measurement"),
        (
            Place(gettext_noop("Statistics"), "chart-histogram", "exams:statistics"),
            Place(gettext_noop("Surveys"), "clipboard-data", "schemes:surveys"),
            Place(gettext_noop("Studies"), "activity", "schemes:studies"),
            Place(gettext_noop("Standard settings"), "scale", "exams:standards"),
            Place(gettext_noop("Questions from answers"), "help-circle", "exams:anomalies"),
            Place(gettext_noop("Rescorings"), "list-check", "exams:rescorings"),
            Place(gettext_noop("Deficiencies of forms"), "alert-triangle", "exams:deficiencies"),
            Place(gettext_noop("Technical reports"), "files", "exams:reports"),
        ),
    ),
    Section(
        gettext_noop("Decisions"),
        (Place(gettext_noop("Decision files"), "gavel", "certification:files"),),
    ),
    Section(
        gettext_noop("My own"),
        (
            Place(gettext_noop("Documents I work by"), "files", "documents:read"),
            Place(gettext_noop("To acknowledge"), "circle-check", "documents:mine"),
            Place(gettext_noop("My declaration"), "id-badge-2", "personnel:declare"),
            Place(gettext_noop("My competence"), "user", "personnel:my-file"),
            Place(gettext_noop("My authorisations"), "shield-check", "personnel:my-authorisations"),
            Place(gettext_noop("My monitorings"), "eye", "personnel:my-monitorings"),
            Place(gettext_noop("My conflicts"), "scale", "personnel:my-clearances"),
            Place(gettext_noop("Whom I trained"), "users-group", "personnel:my-trainings"),
            Place(gettext_noop("My courses"), "bookmarks", "personnel:my-courses"),
            Place(gettext_noop("My employers"), "building-bank", "personnel:my-employments"),
        ),
    ),
    Section(
        gettext_noop("The body"),
        (
            Place(gettext_noop("Legal entity"), "building-bank", "governance:entity"),
            Place(gettext_noop("Threats to impartiality"), "alert-triangle", "governance:threats"),
            Place(gettext_noop("Signals"), "activity", "governance:signals"),
            Place(gettext_noop("Related bodies"), "link", "governance:related-bodies"),
            Place(gettext_noop("Own training"), "bookmarks", "governance:training"),
            Place(gettext_noop("Wordings"), "language", "governance:wordings"),
            Place(gettext_noop("Committees"), "users-group", "governance:committees"),
            Place(gettext_noop("Meetings"), "calendar", "governance:meetings"),
            Place(gettext_noop("Resolutions"), "gavel", "governance:resolutions"),
            Place(gettext_noop("Providers"), "external-link", "governance:providers"),
            Place(gettext_noop("Agreements"), "file-text", "governance:agreements"),
            Place(gettext_noop("Consents"), "check", "governance:consents"),
            Place(gettext_noop("Disclosures"), "send", "governance:disclosures"),
            Place(gettext_noop("Legal requests"), "mail", "governance:requests"),
            Place(gettext_noop("Uses of AI"), "activity", "governance:ai-uses"),
            Place(gettext_noop("Public information"), "world", "web:information"),
        ),
    ),
    Section(
        gettext_noop("Personnel"),
        (
            Place(gettext_noop("Organisation"), "sitemap", "personnel:organisation"),
            Place(gettext_noop("Posts"), "address-book", "personnel:posts"),
            Place(gettext_noop("Engagements"), "users", "personnel:engagements"),
            Place(gettext_noop("Competence matrix"), "list-check", "personnel:matrix"),
            Place(gettext_noop("Authorisations"), "shield-check", "personnel:authorisations"),
            Place(gettext_noop("Criteria of competence"), "clipboard-check", "personnel:criteria-register"),
            Place(gettext_noop("Evidence of competence"), "paperclip", "personnel:evidence-register"),
            Place(gettext_noop("Supervised work"), "eye", "personnel:supervisions"),
            Place(gettext_noop("Development needs"), "chart-line", "personnel:needs"),
            Place(gettext_noop("Development measures"), "bookmarks", "personnel:measures"),
            Place(gettext_noop("Monitoring"), "eye", "personnel:monitorings-due"),
            Place(gettext_noop("Declarations"), "id-badge-2", "personnel:declarations"),
            Place(gettext_noop("Texts to declare"), "files", "personnel:texts"),
            Place(gettext_noop("Conflicts declared"), "scale", "personnel:clearances"),
            Place(gettext_noop("Conflicts not declared"), "search", "personnel:conflict-signals"),
            Place(gettext_noop("Questions asked"), "help-circle", "personnel:inquiries"),
            Place(gettext_noop("Trainings"), "users-group", "personnel:trainings"),
            Place(gettext_noop("Courses"), "bookmarks", "personnel:courses"),
            Place(gettext_noop("Employers"), "building-bank", "personnel:employments"),
        ),
    ),
    Section(
        gettext_noop("Documents"),
        (
            Place(gettext_noop("All documents"), "files", "documents:documents"),
            Place(gettext_noop("Starter set"), "file-text", "documents:starter"),
            Place(gettext_noop("Procedures in force"), "list-check", "documents:procedures"),
            Place(gettext_noop("The manual"), "printer", "documents:manual"),
            Place(gettext_noop("From outside"), "external-link", "documents:externals"),
            Place(gettext_noop("Archive"), "database", "documents:archive"),
        ),
    ),
    Section(
        gettext_noop("Premises and means"),
        (
            Place(gettext_noop("Sites and platforms"), "home", "personnel:venues"),
            Place(gettext_noop("Equipment"), "settings", "personnel:equipments"),
            Place(gettext_noop("Software releases"), "device-laptop", "personnel:releases"),
            Place(gettext_noop("Capacity"), "chart-histogram", "web:capacity"),
            Place(gettext_noop("Independent hands"), "users", "web:hands"),
            Place(gettext_noop("Who could audit this?"), "search", "personnel:audits"),
        ),
    ),
    Section(
        gettext_noop("Correspondence"),
        (
            Place(gettext_noop("Letters to post"), "printer", "web:letters"),
            Place(gettext_noop("Messages"), "mail", "web:messages"),
            Place(gettext_noop("Calendar"), "calendar", "web:calendar"),
            Place(gettext_noop("Deadlines"), "clock", "web:deadlines"),
            Place(gettext_noop("Lengths of time"), "adjustments", "web:timers"),
        ),
    ),
    Section(
        gettext_noop("Proof"),
        (
            Place(gettext_noop("Conformity"), "clipboard-check", "conformity:matrix"),
            Place(gettext_noop("Gaps between editions"), "list-check", "conformity:gaps"),
            Place(gettext_noop("What people judge"), "clipboard-check", "conformity:judging"),
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
            Place(gettext_noop("Consents"), "lock", "governance:my-consents"),
            Place(gettext_noop("Use of AI"), "info-circle", "governance:ai-statement"),
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
