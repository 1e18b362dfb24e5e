"""What the vault keeps."""

from django.db import models

from guildhall.kernel import clock, identifiers


class DataKey(models.Model):
    """A wrapped data key: everything personal about one owner is encrypted under it, and gone when it goes.

    Lives in a database of its own (``keys``), never in the main backup. There is deliberately no column that says
    whose key it is.
    """

    id = models.UUIDField(primary_key=True, default=identifiers.new_id, editable=False)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "vault_data_key"
