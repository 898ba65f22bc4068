"""What the library for signing in holds on people."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session

from goldseam.core.people.models import Person
from goldseam.foundation.contracts import NothingPersonal, PersonalData, declare

declare(EmailAddress, PersonalData(person="user", fields=["email", "verified", "primary"], deleted=True))
declare(EmailConfirmation, PersonalData(person="email_address__user", fields=["created", "sent"], deleted=True))
declare(Authenticator, PersonalData(person="user", fields=["type", "created_at", "last_used_at"], deleted=True))
declare(Person.groups.through, PersonalData(person="person", fields=["group__name"], deleted=True))
declare(Person.user_permissions.through, PersonalData(person="person", fields=["permission__name"], deleted=True))
declare(Session, NothingPersonal("Who is signed in, by key, in a form only this site reads; gone when it runs out."))
declare(Group, NothingPersonal("The name of a role."))
declare(Permission, NothingPersonal("What the software can do."))
