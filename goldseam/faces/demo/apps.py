from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "goldseam.faces.demo"
    label = "demo"

    def ready(self) -> None:
        # Tests keep to real time unless they move the clock themselves.
        if settings.MODE == "demo":
            from goldseam.faces.demo import moving_clock
            from goldseam.foundation import clock

            clock.set_source(moving_clock.now)
