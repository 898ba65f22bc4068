from django.urls import path, re_path

from goldseam.faces.demo.views import bank, clock, mail, start

app_name = "demo"
NAME = r"(?P<name>\d{10,25}-[a-z0-9-]{1,80})"
urlpatterns = [
    path("", start.start, name="start"),
    path("sign-in/", start.sign_in_as, name="sign_in"),
    path("components/", start.components, name="components"),
    path("clock/", clock.clock, name="clock"),
    path("bank/", bank.about, name="bank"),
    path("bank/<slug:reference>/", bank.session, name="bank_session"),
    path("mail/", mail.inbox, name="mail"),
    path("mail.json", mail.as_json, name="mail_json"),
    re_path(rf"^mail/{NAME}/$", mail.letter, name="letter"),
    re_path(rf"^mail/{NAME}/answer/$", mail.answer, name="answer"),
    re_path(rf"^mail/{NAME}/html/$", mail.letter_html, name="letter_html"),
    re_path(rf"^mail/{NAME}/(?P<number>\d{{1,3}})/$", mail.attachment, name="attachment"),
]
