"""By what items are found though they are sealed: keyed hashes of their words, and of what makes two of them alike."""

from django.db import models

from guildhall.itembank.models.items import ItemVersion


class ItemWord(models.Model):
    """One word by which a version of an item is found: a keyed hash of its stem, of its number or its identifier.

    64 bits of an HMAC tell nothing to who has no master key, except which items share a word (`itembank.words`).
    """

    id = models.BigAutoField(primary_key=True)
    term = models.BigIntegerField()
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "itembank_word"
        indexes = [models.Index(fields=["term", "version"], name="item_word_finds_version")]


class ItemBand(models.Model):
    """One band of the signature of a version: items that share one are compared (`itembank.likeness`).

    The signature is taken of keyed hashes, different in each scheme: a copy of the database tells of no text, and an
    item is compared with those of its own scheme alone.
    """

    id = models.BigAutoField(primary_key=True)
    band = models.BigIntegerField()
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "itembank_band"
        indexes = [models.Index(fields=["band", "version"], name="item_band_finds_version")]
