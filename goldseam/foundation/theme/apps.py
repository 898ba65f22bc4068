from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "goldseam.foundation.theme"
    label = "theme"
