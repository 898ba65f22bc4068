from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "goldseam.core.ledger"
    label = "ledger"
