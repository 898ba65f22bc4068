from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.subjects.enquiries.office import acts, quotes
from goldseam.subjects.enquiries.office.file import EnquiryFile
from goldseam.subjects.enquiries.office.lists import EnquiryList
from goldseam.subjects.enquiries.office.policy import ENQUIRY_POLICY

app_name = "enquiries"
change = ENQUIRY_POLICY.rule("change")
urlpatterns = [
    *paths_of(EnquiryList),
    path("new/", ENQUIRY_POLICY.rule("add")(acts.Enter.as_view()), name="enter"),
    path("<int:pk>/", ENQUIRY_POLICY.rule()(EnquiryFile.as_view()), name="file"),
    path("<int:pk>/answer/", change(acts.Answer.as_view()), name="answer"),
    path("<int:pk>/note/", change(acts.WriteNote.as_view()), name="note"),
    path("<int:pk>/record/", change(acts.Record.as_view()), name="record"),
    path("<int:pk>/promise/", change(acts.MovePromise.as_view()), name="promise"),
    path("<int:pk>/give/", ENQUIRY_POLICY.rule("give")(acts.Give.as_view()), name="give"),
    path("<int:pk>/close/", change(acts.Close.as_view()), name="close"),
    path("<int:pk>/quote/", change(quotes.MakeQuote.as_view()), name="quote"),
    path("<int:pk>/quotes/<int:quote>/back/", change(quotes.WithdrawQuote.as_view()), name="withdraw_quote"),
    path("<int:pk>/quotes/<int:quote>/pdf/", ENQUIRY_POLICY.rule()(quotes.paper), name="quote_pdf"),
    path("<int:pk>/reopen/", change(acts.Reopen.as_view()), name="reopen"),
]
