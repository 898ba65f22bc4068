from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "goldseam.subjects.teams"
    label = "teams"
