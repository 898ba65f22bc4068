from django.apps import AppConfig


class SetUpConfig(AppConfig):
    name = "goldseam.faces.setup"
    label = "setup"
