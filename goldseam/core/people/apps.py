from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "goldseam.core.people"
    label = "people"
