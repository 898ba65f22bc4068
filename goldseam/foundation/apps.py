from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class FoundationConfig(AppConfig):
    name = "goldseam.foundation"
    label = "foundation"

    def ready(self) -> None:
        """Let every app register what it declares, in the order of INSTALLED_APPS."""
        from goldseam.foundation.contracts import CONTRACT_FILES

        for app in apps.get_app_configs():
            if app.name.startswith("goldseam."):
                for file in CONTRACT_FILES:
                    if find_spec(f"{app.name}.{file}"):
                        import_module(f"{app.name}.{file}")
