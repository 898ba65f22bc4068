from django.apps import AppConfig


class RepairsConfig(AppConfig):
    name = "goldseam.core.repairs"
    label = "repairs"
