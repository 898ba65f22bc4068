from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "goldseam.subjects.library"
    label = "library"
