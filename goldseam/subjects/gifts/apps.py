from django.apps import AppConfig


class GiftsConfig(AppConfig):
    name = "goldseam.subjects.gifts"
    label = "gifts"
