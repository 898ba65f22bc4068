from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "goldseam.foundation.timeline"
    label = "timeline"
