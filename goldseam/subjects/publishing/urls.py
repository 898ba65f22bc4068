from django.urls import path, register_converter
from django.urls.converters import IntConverter

from goldseam.subjects.publishing import views


class YearConverter(IntConverter):
    regex = "[12][0-9]{3}"


register_converter(YearConverter, "year")

app_name = "publishing"
urlpatterns = [
    path("blog/authors/<slug:slug>/", views.author, name="author"),
    # An editor may write a tag in any letters.
    path("blog/tags/<str:slug>/", views.tag, name="tag"),
    path("blog/<year:year>/", views.blog_year, name="blog_year"),
    path("news/<year:year>/", views.news_year, name="news_year"),
]
