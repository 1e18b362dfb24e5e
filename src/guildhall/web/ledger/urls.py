"""Addresses of the ledger: public ones as C2SP tlog-tiles says, and the desk's."""

from django.urls import path, re_path

from guildhall.web.ledger import desk, public

urlpatterns = [
    path("ledger/checkpoint", public.checkpoint, name="ledger-checkpoint"),
    path("ledger/key", public.key, name="ledger-key"),
    re_path(r"^ledger/tile/(?P<level>\d)/(?P<tile_path>[x\d/]+(?:\.p/\d+)?)$", public.tile, name="ledger-tile"),
    path("ledger/proof/<uuid:entry_id>", public.proof, name="ledger-proof"),
    path("ledger/consistency", public.consistency, name="ledger-consistency"),
    path("desk/ledger/", desk.ledger, name="ledger"),
    path("desk/ledger/checkpoint", desk.checkpoint_file, name="ledger-checkpoint-file"),
    path("desk/ledger/<int:index>/", desk.entry, name="ledger-entry"),
]
