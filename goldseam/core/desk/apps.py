from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "goldseam.core.desk"
    label = "desk"
