from django.apps import AppConfig, apps


class PublishingConfig(AppConfig):
    name = "goldseam.subjects.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Tell Wagtail what is ours to watch, before its own apps begin to."""
        from goldseam.subjects.publishing import changes

        for model in apps.get_models():
            # Wagtail writes down what each saved row points at, to warn editors; for people, orders and facts that
            # would be several queries a row and a second copy of who belongs to whom.
            app = model._meta.app_config
            if app.name.startswith("goldseam.") and app is not self:
                model.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
        changes.connect()
