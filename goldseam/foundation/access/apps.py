from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "goldseam.foundation.access"
    label = "access"
