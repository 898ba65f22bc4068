from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "goldseam.foundation.files"
    label = "files"
