from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from goldseam.foundation.pagecache.nginx import site


class Command(BaseCommand):
    help = "Print the nginx configuration for this installation"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--listen", default="80", help="address and port nginx listens on (default %(default)s)")
        parser.add_argument("--upstream", default=f"127.0.0.1:{settings.PORT}", help="where the application listens")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(site(listen=options["listen"], upstream=options["upstream"]))
