from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.subjects.gifts.office import gifts
from goldseam.subjects.gifts.office.policy import GIFT_POLICY

app_name = "desk_gifts"
change = GIFT_POLICY.rule("change")
urlpatterns = [
    *paths_of(gifts.GiftList),
    path("<int:pk>/", GIFT_POLICY.rule()(gifts.GiftFile.as_view()), name="file"),
    path("<int:pk>/longer/", change(gifts.LetBeGood.as_view()), name="longer"),
    path("<int:pk>/back/", change(gifts.TakeBack.as_view()), name="back"),
]
