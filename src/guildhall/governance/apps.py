from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "guildhall.governance"
    label = "governance"
