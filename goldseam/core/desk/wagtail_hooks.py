from django.urls import URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("exports/", include("goldseam.core.desk.exports"))]
