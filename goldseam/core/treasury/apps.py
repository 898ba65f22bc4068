from django.apps import AppConfig


class TreasuryConfig(AppConfig):
    name = "goldseam.core.treasury"
    label = "treasury"
