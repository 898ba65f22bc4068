from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("register_admin_urls")
def urls() -> list[URLResolver]:
    return [path("exports/", include("goldseam.core.desk.exports"))]


@hooks.register("insert_global_admin_js")
def name_filters() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("desk/filters.js"))
