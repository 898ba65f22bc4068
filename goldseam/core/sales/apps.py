from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "goldseam.core.sales"
    label = "sales"
