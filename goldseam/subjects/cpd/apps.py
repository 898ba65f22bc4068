from django.apps import AppConfig


class CpdConfig(AppConfig):
    name = "goldseam.subjects.cpd"
    label = "cpd"
