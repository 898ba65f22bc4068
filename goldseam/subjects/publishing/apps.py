from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "goldseam.subjects.publishing"
    label = "publishing"
