from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    name = "goldseam.foundation.pagecache"
    label = "pagecache"
