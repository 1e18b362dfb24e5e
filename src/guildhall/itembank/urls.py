"""The addresses of the item bank."""

from django.urls import path

from guildhall.itembank.views import imports, items, moves, writing

app_name = "itembank"
urlpatterns = [
    path("", items.register, name="items"),
    path("write/", writing.choose, name="write"),
    path("write/<uuid:pk>/<str:kind>/", writing.write, name="write-item"),
    path("versions/<uuid:pk>/", items.record, name="version"),
    path("versions/<uuid:pk>/key/", items.key, name="version-key"),
    path("versions/<uuid:pk>/file/", items.file, name="version-file"),
    path("versions/<uuid:pk>/edit/", writing.edit, name="version-edit"),
    path("versions/<uuid:pk>/replace/", writing.replace, name="version-replace"),
    path("versions/<uuid:pk>/submit/", moves.submit, name="version-submit"),
    path("versions/<uuid:pk>/accept/", moves.accept, name="version-accept"),
    path("versions/<uuid:pk>/send-back/", moves.send_back, name="version-send-back"),
    path("versions/<uuid:pk>/approve/", moves.approve, name="version-approve"),
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
    path("imports/files/<uuid:pk>/", imports.staged, name="staged"),
]
