from django.apps import AppConfig


class LiveCopyConfig(AppConfig):
    name = "goldseam.foundation.livecopy"
    label = "livecopy"
