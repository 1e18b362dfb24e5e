"""The addresses of the item bank."""

from django.urls import path

from guildhall.itembank.views import (
    assignments,
    exports,
    health,
    import_rules,
    imports,
    items,
    judging,
    likenesses,
    moves,
    register,
    relations,
    statistics,
    validations,
    writing,
)

app_name = "itembank"
urlpatterns = [
    path("", register.register, name="items"),
    path("health/", health.choose, name="health"),
    path("health/<uuid:pk>/", health.record, name="scheme-health"),
    path("likenesses/", likenesses.register, name="likenesses"),
    path("likenesses/<uuid:pk>/", likenesses.record, name="likeness"),
    *(
        path(f"likenesses/<uuid:pk>/{verb}/", likenesses.judge, {"verb": verb}, name=f"likeness-{verb}")
        for verb in likenesses.ACTS
    ),
    path("enemies/", relations.pairs, name="enemies"),
    path("enemies/<uuid:pk>/", relations.pair, name="enemy"),
    path("enemies/<uuid:pk>/lift/", relations.lift, name="enemy-lift"),
    path("versions/<uuid:pk>/enemies/", relations.declare, name="version-enemies"),
    path("sets/", relations.item_sets, name="sets"),
    path("sets/for/<uuid:pk>/", relations.form, name="set-form"),
    path("sets/<uuid:pk>/", relations.item_set, name="set"),
    path("sets/<uuid:pk>/dissolve/", relations.dissolve, name="set-dissolve"),
    path("sets/members/<uuid:pk>/take-out/", relations.take_out, name="set-take-out"),
    path("versions/<uuid:pk>/set/", relations.put, name="version-set"),
    path("assignments/", assignments.register, name="assignments"),
    path("assignments/for/<uuid:pk>/", assignments.give, name="assignment-give"),
    path("assignments/<uuid:pk>/", assignments.record, name="assignment"),
    *(
        path(f"assignments/<uuid:pk>/{verb}/", assignments.move, {"verb": verb}, name=f"assignment-{verb}")
        for verb in assignments.ACTS
    ),
    path("write/", writing.choose, name="write"),
    path("write/<uuid:pk>/<str:kind>/", writing.write, name="write-item"),
    path("versions/<uuid:pk>/", items.record, name="version"),
    path("versions/<uuid:pk>/key/", items.key, name="version-key"),
    path("versions/<uuid:pk>/file/", items.file, name="version-file"),
    path("versions/<uuid:pk>/edit/", writing.edit, name="version-edit"),
    path("versions/<uuid:pk>/replace/", writing.replace, name="version-replace"),
    path("versions/<uuid:pk>/submit/", moves.submit, name="version-submit"),
    path("versions/<uuid:pk>/accept/", judging.accept, name="version-accept"),
    path("versions/<uuid:pk>/assess/", judging.assess, name="version-assess"),
    path("versions/<uuid:pk>/answer/", validations.answer, name="version-answer"),
    path("versions/<uuid:pk>/stand/", validations.stand, name="version-stand"),
    path("versions/<uuid:pk>/send-back/", judging.send_back, name="version-send-back"),
    path("versions/<uuid:pk>/approve/", judging.approve, name="version-approve"),
    path("versions/<uuid:pk>/approve-for-pilot/", judging.approve_for_pilot, name="version-approve-for-pilot"),
    path("versions/<uuid:pk>/begin-pilot/", moves.begin_pilot, name="version-begin-pilot"),
    path("versions/<uuid:pk>/review-statistics/", statistics.review, name="version-review-statistics"),
    path("versions/<uuid:pk>/look/", statistics.look, name="version-look"),
    path("versions/<uuid:pk>/flag/", moves.flag, name="version-flag"),
    path("versions/<uuid:pk>/revise/", moves.revise, name="version-revise"),
    path("versions/<uuid:pk>/classify/", moves.classify, name="version-classify"),
    *(
        path(f"versions/<uuid:pk>/{verb}/", moves.reasoned, {"verb": verb}, name=f"version-{verb}")
        for verb in moves.REASONED
    ),
    path("imports/", imports.register, name="imports"),
    path("imports/for/<uuid:pk>/", imports.hand_in, name="import-stage"),
    path("imports/<uuid:pk>/", imports.record, name="import"),
    path("imports/<uuid:pk>/file/", imports.file, name="import-file"),
    path("imports/<uuid:pk>/arrange/", imports.arrange, name="import-arrange"),
    path("imports/<uuid:pk>/take/", imports.take, name="import-take"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="import-discard"),
    path("imports/<uuid:pk>/accept/", imports.accept, name="import-accept"),
    path("imports/<uuid:pk>/reject/", imports.reject, name="import-reject"),
    path("imports/<uuid:pk>/sort/", imports.sort, name="import-sort"),
    path("imports/<uuid:pk>/teach/", import_rules.teach, name="import-teach"),
    path("imports/<uuid:pk>/undo/", imports.undo, name="import-undo"),
    path("imports/templates/<str:name>/", imports.template, name="import-template"),
    path("exports/", exports.register, name="exports"),
    path("exports/for/<uuid:pk>/", exports.make, name="export-make"),
    path("exports/<uuid:pk>/", exports.record, name="export"),
    path("exports/<uuid:pk>/file/", exports.file, name="export-file"),
    path("exports/<uuid:pk>/table/", exports.table, name="export-table"),
    path("exports/<uuid:pk>/print/", exports.printed, name="export-print"),
    path("imports/rules/", import_rules.register, name="import-rules"),
    path("imports/rules/for/<uuid:pk>/", import_rules.keep, name="import-rule-keep"),
    path("imports/files/<uuid:pk>/", imports.staged, name="staged"),
]
