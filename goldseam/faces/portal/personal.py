"""What the library for signing in holds on people."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Person
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, declare

SIGN_IN_WORDS = {"verified": _("Proved"), "primary": _("The first one")}

for model, person, fields, technical, title in [
    (EmailAddress, "user", ["email", "verified", "primary"], [], _("Addresses you sign in with")),
    (EmailConfirmation, "email_address__user", ["created", "sent"], ["key"], _("Letters to prove an address")),
    (Authenticator, "user", ["type", "created_at", "last_used_at"], ["data"], _("Your second steps for signing in")),
    (Person.groups.through, "person", ["group__name"], [], _("Groups you are in")),
    (Person.user_permissions.through, "person", ["permission__name"], [], _("What you alone may do")),
]:
    declare(
        model,
        PersonalData(
            person=person,
            merging=Merging.STAYS,
            fields=fields,
            deleted=True,
            technical=technical,
            title=title,
            words=SIGN_IN_WORDS,
        ),
    )
declare(Group, NothingPersonal("The name of a role."))
declare(Permission, NothingPersonal("What the software can do."))
