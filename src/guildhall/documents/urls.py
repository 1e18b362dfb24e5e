"""Addresses of documents. The public ones are stable: what stands under a code stays there."""

from django.urls import path

from guildhall.documents.views import (
    distribution,
    documents,
    external,
    lists,
    manual,
    procedures,
    public,
    sealed,
    starter,
    versions,
)

app_name = "documents"

urlpatterns = [
    path("", public.register, name="public"),
    path("read/", lists.read, name="read"),
    path("all/", lists.register, name="documents"),
    path("mine/", lists.mine, name="mine"),
    path("archive/", lists.archive, name="archive"),
    path("register/", documents.register, name="register"),
    path("record/<uuid:pk>/", documents.record, name="document"),
    path("record/<uuid:pk>/describe/", documents.describe, name="describe"),
    path("record/<uuid:pk>/publish/", documents.publish, name="publish"),
    path("record/<uuid:pk>/conceal/", documents.conceal, name="conceal"),
    path("record/<uuid:pk>/draft/", documents.draft, name="draft"),
    path("record/<uuid:pk>/distribute/", documents.distribute, name="distribute"),
    path("record/<uuid:pk>/picture/", documents.add_picture, name="picture-add"),
    path("pictures/<uuid:pk>/", documents.picture, name="picture"),
    path("distributions/<uuid:pk>/", distribution.record, name="distribution"),
    path("distributions/<uuid:pk>/end/", distribution.end, name="distribution-end"),
    path("versions/<uuid:pk>/", versions.record, name="version"),
    path("versions/<uuid:pk>/write/", versions.write, name="version-write"),
    path("versions/<uuid:pk>/preview/", versions.preview, name="version-preview"),
    path("versions/<uuid:pk>/hand-in/", versions.hand_in, name="version-hand-in"),
    path("versions/<uuid:pk>/approve/", versions.approve, name="version-approve"),
    path("versions/<uuid:pk>/acknowledge/", versions.acknowledge, name="version-acknowledge"),
    path("versions/<uuid:pk>/paper/", versions.paper, name="version-paper"),
    path("versions/<uuid:pk>/source/", versions.source, name="version-source"),
    path("versions/<uuid:pk>/sealed/", sealed.file, name="version-sealed"),
    path("versions/<uuid:pk>/beside/<uuid:other>/", versions.compare, name="version-compare"),
    *(
        path(f"versions/<uuid:pk>/{verb}/", versions.move, {"verb": verb}, name=f"version-{verb}")
        for verb in versions.MOVES
    ),
    path("external/", external.register, name="externals"),
    path("external/register/", external.register_one, name="external-register"),
    path("external/<uuid:pk>/", external.record, name="external"),
    path("external/<uuid:pk>/file/", external.file, name="external-file"),
    *(
        path(f"external/<uuid:pk>/{verb}/", external.move, {"verb": verb}, name=f"external-{verb}")
        for verb in external.MOVES
    ),
    path("starter/", starter.register, name="starter"),
    path("starter/all/", starter.take_all, name="starter-all"),
    path("starter/<str:code>/", starter.take_one, name="starter-one"),
    path("procedures/", procedures.register, name="procedures"),
    path("manual/", manual.order, name="manual"),
    path("manual/<uuid:pk>/", manual.copy, name="manual-copy"),
    path("<str:code>/", public.document, name="public-document"),
    path("<str:code>/sealed/", sealed.public_file, name="public-sealed"),
    path("<str:code>/paper/", public.paper, name="public-paper"),
    path("<str:code>/pictures/<str:name>/", public.picture, name="public-picture"),
]
