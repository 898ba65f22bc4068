from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "goldseam.subjects.membership"
    label = "membership"
