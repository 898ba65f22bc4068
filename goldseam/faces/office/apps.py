from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "goldseam.faces.office"
    label = "office"
