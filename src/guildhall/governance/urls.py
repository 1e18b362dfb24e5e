"""The addresses of governance."""

from django.urls import path

from guildhall.governance.views import (
    agreements,
    ai,
    committees,
    disclosures,
    entity,
    items,
    meetings,
    money,
    portal,
    providers,
    requests,
    resolutions,
    signals,
    threats,
    training,
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
    path("body/", entity.overview, name="entity"),
    *(path(f"body/{verb}/", entity.begin, {"verb": verb}, name=verb) for verb in entity.NEW),
    path("registrations/<uuid:pk>/", entity.registration, name="registration"),
    path("accreditations/<uuid:pk>/", entity.accreditation, name="accreditation"),
    path("covers/<uuid:pk>/", entity.cover, name="cover"),
    path("liabilities/<uuid:pk>/", entity.liability, name="liability"),
    *(path(f"body/<uuid:pk>/{verb}/", entity.change, {"verb": verb}, name=verb) for verb in entity.CHANGES),
    *(path(f"body/<uuid:pk>/{of}/paper/", entity.paper, {"of": of}, name=f"{of}-proof") for of in entity.PAPERS),
    path("years/<uuid:pk>/", money.record, name="year"),
    *(path(f"years/<uuid:pk>/{verb}/", money.move, {"verb": verb}, name=f"year-{verb}") for verb in money.MOVES),
    path("sources/<uuid:pk>/remove/", money.remove, name="source-remove"),
    path("threats/", threats.register, name="threats"),
    path("threats/name/", threats.identify, name="threat-identify"),
    path("threats/year/", threats.year, name="threats-year"),
    path("threats/review/", threats.review, name="register-review"),
    path("threats/<uuid:pk>/", threats.record, name="threat"),
    *(
        path(f"threats/<uuid:pk>/{verb}/", threats.move, {"verb": verb}, name=f"threat-{verb}")
        for verb in threats.MOVES
    ),
    path("related/", threats.related_bodies, name="related-bodies"),
    path("related/record/", threats.relate, name="related-relate"),
    path("related/<uuid:pk>/", threats.related, name="related"),
    *(
        path(f"related/<uuid:pk>/{verb}/", threats.related_move, {"verb": verb}, name=f"related-{verb}")
        for verb in threats.RELATED_MOVES
    ),
    path("signals/", signals.register, name="signals"),
    path("signals/<uuid:pk>/", signals.record, name="signal"),
    *(
        path(f"signals/<uuid:pk>/{verb}/", signals.judge, {"verb": verb}, name=f"signal-{verb}")
        for verb in signals.JUDGEMENTS
    ),
    path("training/", training.overview, name="training"),
    *(path(f"training/{verb}/", training.begin, {"verb": verb}, name=verb) for verb in training.NEW),
    path("training/<uuid:pk>/end/", training.end, name="training-end"),
    path("searches/<uuid:pk>/", training.search, name="search"),
    *(
        path(f"searches/<uuid:pk>/{verb}/", training.search_move, {"verb": verb}, name=f"search-{verb}")
        for verb in training.SEARCH_MOVES
    ),
    path("wordings/", training.wording_register, name="wordings"),
    path("wordings/hand-in/", training.hand_in, name="wording-propose"),
    path("wordings/<uuid:pk>/", training.wording, name="wording"),
    *(
        path(f"wordings/<uuid:pk>/{verb}/", training.wording_move, {"verb": verb}, name=f"wording-{verb}")
        for verb in training.WORDING_MOVES
    ),
    path("ai/", ai.register, name="ai-uses"),
    path("ai/register/", ai.propose, name="ai-propose"),
    path("ai/statement/", ai.acknowledge, name="ai-statement"),
    path("ai/<uuid:pk>/", ai.record, name="ai-use"),
    path("ai/<uuid:pk>/report/", ai.report, name="ai-report"),
    *(path(f"ai/<uuid:pk>/{verb}/", ai.move, {"verb": verb}, name=f"ai-{verb}") for verb in ai.MOVES),
]
