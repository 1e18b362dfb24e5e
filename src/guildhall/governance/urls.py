"""The addresses of governance."""

from django.urls import path

from guildhall.governance.views import (
    agreements,
    committees,
    disclosures,
    items,
    meetings,
    portal,
    providers,
    requests,
    resolutions,
)

app_name = "governance"
urlpatterns = [
    path("committees/", committees.register, name="committees"),
    path("committees/set-up/", committees.set_up, name="committee-set-up"),
    path("committees/<uuid:pk>/", committees.record, name="committee"),
    path("committees/<uuid:pk>/dissolve/", committees.dissolve, name="committee-dissolve"),
    path("committees/<uuid:pk>/appoint/", committees.appoint, name="seat-appoint"),
    path("committees/<uuid:pk>/meet/", meetings.plan, name="meeting-plan"),
    path("seats/<uuid:pk>/vacate/", committees.vacate, name="seat-vacate"),
    path("meetings/", meetings.register, name="meetings"),
    path("meetings/bring/<str:about>/", items.bring, name="bring"),
    path("meetings/<uuid:pk>/", meetings.record, name="meeting"),
    path("meetings/<uuid:pk>/hold/", meetings.hold, name="meeting-hold"),
    path("meetings/<uuid:pk>/item/", items.add, name="item-add"),
    *(
        path(f"meetings/<uuid:pk>/{verb}/", meetings.move, {"verb": verb}, name=f"meeting-{verb}")
        for verb in meetings.MOVES
    ),
    path("attendances/<uuid:pk>/", meetings.note, name="attendance"),
    path("items/<uuid:pk>/", items.record, name="item"),
    path("items/<uuid:pk>/paper/", items.add_paper, name="paper-add"),
    path("items/<uuid:pk>/vote/", items.vote, name="item-vote"),
    path("items/<uuid:pk>/hand/", items.hand, name="item-hand"),
    path("items/<uuid:pk>/conflict/", items.conflict, name="item-conflict"),
    path("items/<uuid:pk>/conflict/named/", items.name_conflict, name="item-conflict-named"),
    *(path(f"items/<uuid:pk>/{verb}/", items.move, {"verb": verb}, name=f"item-{verb}") for verb in items.MOVES),
    path("papers/<uuid:pk>/", items.paper, name="paper"),
    path("conflicts/<uuid:pk>/lift/", items.lift, name="conflict-lift"),
    path("resolutions/", resolutions.register, name="resolutions"),
    path("resolutions/<uuid:pk>/", resolutions.record, name="resolution"),
    *(
        path(f"resolutions/<uuid:pk>/{verb}/", resolutions.move, {"verb": verb}, name=f"resolution-{verb}")
        for verb in resolutions.MOVES
    ),
    path("providers/", providers.register, name="providers"),
    path("providers/propose/", providers.propose, name="provider-propose"),
    path("providers/<uuid:pk>/", providers.record, name="provider"),
    *(
        path(f"providers/<uuid:pk>/{verb}/", providers.move, {"verb": verb}, name=f"provider-{verb}")
        for verb in providers.MOVES
    ),
    path("providers/services/<uuid:pk>/end/", providers.stop_serving, name="service-end"),
    path("providers/people/<uuid:pk>/end/", providers.end_person, name="provided-end"),
    path("providers/agreements/<uuid:pk>/", providers.document, name="agreement-document"),
    path("providers/evaluations/<uuid:pk>/", providers.evidence, name="evaluation-evidence"),
    path("agreements/", agreements.register, name="agreements"),
    path("agreements/propose/", agreements.propose, name="agreement-propose"),
    path("agreements/<uuid:pk>/", agreements.record, name="agreement"),
    *(
        path(f"agreements/<uuid:pk>/{verb}/", agreements.move, {"verb": verb}, name=f"agreement-{verb}")
        for verb in agreements.MOVES
    ),
    path("consents/", disclosures.consents, name="consents"),
    path("consents/enter/", disclosures.enter, name="consent-enter"),
    path("consents/mine/", portal.mine, name="my-consents"),
    path("consents/mine/give/", portal.give, name="consent-give"),
    path("consents/mine/<uuid:pk>/revoke/", portal.revoke, name="my-consent-revoke"),
    path("consents/<uuid:pk>/", disclosures.consent, name="consent"),
    path("consents/<uuid:pk>/scan/", disclosures.scan, name="consent-scan"),
    path("consents/<uuid:pk>/revoke/", disclosures.revoke, name="consent-revoke"),
    path("consents/<uuid:pk>/disclose/", disclosures.disclose, name="disclose"),
    path("disclosures/", disclosures.register, name="disclosures"),
    path("disclosures/<uuid:pk>/", disclosures.record, name="disclosure"),
    path("requests/", requests.register, name="requests"),
    path("requests/receive/", requests.receive_one, name="request-receive"),
    path("requests/<uuid:pk>/", requests.record, name="request"),
    path("requests/<uuid:pk>/letter/", requests.letter, name="request-letter"),
    *(
        path(f"requests/<uuid:pk>/{verb}/", requests.move, {"verb": verb}, name=f"request-{verb}")
        for verb in requests.MOVES
    ),
]
