from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "goldseam.subjects.practice"
    label = "practice"
