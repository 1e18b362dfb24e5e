"""The addresses of notices, letters, messages, deadlines and timers."""

from django.urls import path

from guildhall.web.notices import deadlines, inbox, letters, mailbox, messages, timers

urlpatterns = [
    path("inbox/", inbox.desk, name="inbox"),
    path("inbox/read/", inbox.desk_read_all, name="inbox-read"),
    path("inbox/<uuid:pk>/", inbox.desk_notice, name="notice"),
    path("portal/inbox/", inbox.portal, name="portal-inbox"),
    path("portal/inbox/read/", inbox.portal_read_all, name="portal-inbox-read"),
    path("portal/inbox/<uuid:pk>/", inbox.portal_notice, name="portal-notice"),
    path("letters/", letters.waiting, name="letters"),
    path("letters/<uuid:pk>/", letters.record, name="letter"),
    path("letters/<uuid:pk>/print/", letters.printed, name="letter-print"),
    path("letters/<uuid:pk>/post/", letters.post, name="letter-post"),
    path("messages/", messages.sent, name="messages"),
    path("messages/<uuid:pk>/resend/", messages.resend, name="message-resend"),
    path("deadlines/", deadlines.register, name="deadlines"),
    path("timers/", timers.register, name="timers"),
    path("timers/<str:code>/set/", timers.set_length, name="timer-set"),
    path("demo/mailbox/", mailbox.show, name="mailbox"),
]
