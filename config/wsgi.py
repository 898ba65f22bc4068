import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
_django = get_wsgi_application()

from goldseam.foundation.pagecache.wsgi import cached  # noqa: E402 - needs the applications loaded

application = cached(_django)
