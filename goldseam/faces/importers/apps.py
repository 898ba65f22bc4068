from django.apps import AppConfig


class ImportersConfig(AppConfig):
    name = "goldseam.faces.importers"
    label = "importers"
