from allauth.account import views as account
from allauth.mfa import urls as mfa_urls
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from goldseam.faces.portal.views import (
    browsers,
    card,
    confirm,
    doors,
    eyes,
    history,
    home,
    learning,
    own_data,
    payments,
    plan,
    preferences,
    renewal,
)
from goldseam.foundation.access import anyone

portal = [
    path("confirm/<str:token>/", confirm.confirm, name="confirm"),
    path("me/", home.home, name="home"),
    path("me/leaving/", home.leaving, name="leaving"),
    path("me/card/", card.card, name="card"),
    path("me/card/download/", card.card_pdf, name="card_pdf"),
    path("me/renewal/", renewal.renewal, name="renewal"),
    path("me/renewal/change/", renewal.change, name="change_renewal"),
    path("me/renewal/now/", renewal.renew_now, name="renew_now"),
    path("me/membership/plan/", plan.change_plan, name="change_plan"),
    path("me/history/", history.history, name="history"),
    path("me/payments/", payments.payments, name="payments"),
    path("me/payments/<int:pk>/cancel/", payments.cancel, name="cancel"),
    path("me/payments/<int:pk>/invoice/", payments.invoice, name="invoice"),
    path("me/payments/<int:pk>/receipt/", payments.receipt, name="receipt"),
    path("me/payments/refunds/<int:pk>/credit-note/", payments.credit_note, name="credit_note"),
    path("me/cpd/", learning.learning, name="learning"),
    path("me/cpd/add/", learning.add, name="add_activity"),
    path("me/cpd/<int:pk>/", learning.change, name="change_activity"),
    path("me/cpd/<int:pk>/remove/", learning.remove, name="remove_activity"),
    re_path(r"^me/cpd/(?P<year>[12][0-9]{3})/download/$", learning.record_pdf, name="record_pdf"),
    path("me/preferences/", preferences.preferences, name="preferences"),
    path("me/preferences/copy/", own_data.ask_copy, name="ask_copy"),
    path("me/preferences/copy/download/", own_data.download_copy, name="download_copy"),
    path("me/preferences/close/", own_data.close, name="close"),
    path("me/preferences/close/keep/", own_data.keep_account, name="keep_account"),
    path("account-closed/", own_data.closed, name="closed"),
    path("me/preferences/address/", preferences.new_address, name="new_address"),
    path("me/preferences/address/<str:token>/", preferences.prove_new_address, name="prove_new_address"),
    path("me/preferences/browsers/", browsers.browsers, name="browsers"),
    path("me/preferences/browsers/others/end/", browsers.end_all_others, name="end_others"),
    path("me/preferences/browsers/<slug:name>/end/", browsers.end_one, name="end_browser"),
    path("me/preferences/eyes/", eyes.lend_eyes, name="lend_eyes"),
    path("me/preferences/eyes/end/", eyes.take_eyes_back, name="take_eyes_back"),
    path("own-eyes/", eyes.own_eyes, name="own_eyes"),
    path("not-me/<str:token>/", browsers.not_me, name="not_me"),
    path("sign-in/password/", anyone()(doors.PasswordDoor.as_view()), name="password"),
]
# The names are those by which allauth finds its own pages; what is not listed here does not exist.
sign_in = [
    path("", doors.FirstDoor.as_view(), name="account_login"),
    path("", doors.FirstDoor.as_view(), name="account_request_login_code"),
    path("code/", doors.CodeDoor.as_view(), name="account_confirm_login_code"),
    path("out/", account.logout, name="account_logout"),
    path("join/", RedirectView.as_view(url="/join/"), name="account_signup"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("second-factor/totp/activate/", doors.AddApp.as_view(), name="mfa_activate_totp"),
    path("second-factor/webauthn/add/", doors.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("second-factor/", include(mfa_urls)),
]
urlpatterns = [
    path("", include((portal, "portal"))),
    path("sign-in/", include(sign_in)),
]
