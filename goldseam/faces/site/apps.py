from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "goldseam.faces.site"
    label = "site"
