from django.apps import AppConfig


class HubsConfig(AppConfig):
    name = "goldseam.subjects.hubs"
    label = "hubs"
