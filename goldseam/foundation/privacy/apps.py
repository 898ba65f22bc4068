from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "goldseam.foundation.privacy"
    label = "privacy"
