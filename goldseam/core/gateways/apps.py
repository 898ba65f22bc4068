from django.apps import AppConfig


class GatewaysConfig(AppConfig):
    name = "goldseam.core.gateways"
    label = "gateways"
