"""What Wagtail reads of a role: the way into its admin for all, the page tree, images and files for those who write.

A group for each role, rather than an authentication backend that derives permissions: Wagtail's page and collection
permissions are rows that point at groups, so groups there must be. `people.actions.give_role` puts a person into the
group of the role's name. Everything about our own records is decided by desk policies and needs no row here.
"""

from django.db import migrations

ROLES = ("office", "treasurer", "editor", "hublead")
WRITERS = ("office", "editor")
ON_PAGES = ("add", "change", "publish")
ON_IMAGES = ("add", "change", "choose")


def permission(apps, app_label, model, codename):
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return found


def found_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()
    way_in = permission(apps, "wagtailadmin", "admin", "access_admin")
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in ROLES}
    for group in groups.values():
        group.permissions.add(way_in)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name in WRITERS:
        for action in ON_PAGES:
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=groups[name], page=root, permission=permission(apps, "wagtailcore", "page", f"{action}_page")
            )
        for action in ON_IMAGES:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=groups[name],
                collection=collection,
                permission=permission(apps, "wagtailimages", "image", f"{action}_image"),
            )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(found_groups, migrations.RunPython.noop)]
