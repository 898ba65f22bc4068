from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "goldseam.subjects.enquiries"
    label = "enquiries"
