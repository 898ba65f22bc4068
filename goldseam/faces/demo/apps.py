from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "goldseam.faces.demo"
    label = "demo"
