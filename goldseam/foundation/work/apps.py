from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "goldseam.foundation.work"
    label = "work"
