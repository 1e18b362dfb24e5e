from django.apps import AppConfig


class ItembankConfig(AppConfig):
    name = "guildhall.itembank"
    label = "itembank"
