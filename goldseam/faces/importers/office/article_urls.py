from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.faces.importers.office import articles
from goldseam.faces.importers.office.policy import ARTICLE_POLICY

app_name = "articles"
view, add, change = (ARTICLE_POLICY.rule(action) for action in ("view", "add", "change"))
urlpatterns = [
    *paths_of(articles.ArticleList),
    path("new/", add(articles.HandIn.as_view()), name="hand_in"),
    path("<int:pk>/", view(articles.ArticleFile.as_view()), name="file"),
    path("<int:pk>/rule/", change(articles.SetRule.as_view()), name="rule"),
    path("<int:pk>/bring-in/", change(articles.BringIn.as_view()), name="bring_in"),
    path("<int:pk>/undo/", change(articles.Undo.as_view()), name="undo"),
    path("<int:pk>/forget/", change(articles.Discard.as_view()), name="discard"),
    path("<int:pk>/stop/", change(articles.StopOrGoOn.as_view()), name="stop"),
]
