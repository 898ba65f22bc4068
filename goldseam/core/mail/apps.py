from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "goldseam.core.mail"
    label = "mail"
