from django.urls import include, path, re_path

from goldseam.faces.site import feeds, views
from goldseam.faces.site.health import healthz
from goldseam.subjects.publishing.views import serve

site = [
    path("healthz", healthz, name="healthz"),
    path("search/", views.search, name="search"),
    path("blog/feed/", feeds.blog, name="blog_feed"),
    path("news/feed/", feeds.news, name="news_feed"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("media/images/<str:name>", views.picture, name="picture"),
]
urlpatterns = [
    path("", include((site, "site"))),
    # Wagtail asks for the addresses of pages by this name.
    re_path(r"^((?:[\w-]+/)*)$", serve, name="wagtail_serve"),
]
