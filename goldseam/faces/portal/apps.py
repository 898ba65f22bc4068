from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "goldseam.faces.portal"
    label = "portal"
