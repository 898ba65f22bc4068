from typing import Any

from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template

EMPTY = {"required": "This is empty."}


class TeamForm(forms.Form):
    organisation = forms.CharField(error_messages=EMPTY)
    seats = forms.IntegerField(label="How many seats", error_messages=EMPTY)
    arrival = forms.ChoiceField(choices=[("now", "Now")], widget=forms.RadioSelect, error_messages=EMPTY)

    def clean(self) -> None:
        if self.cleaned_data.get("organisation") == "Closed":
            raise forms.ValidationError("Closed has left us.")


def summary(*listed: forms.Form) -> Any:
    names = [f"form{number}" for number in range(len(listed))]
    template = Template("{% load theme %}{% form_errors " + " ".join(names) + " %}")
    return BeautifulSoup(template.render(Context(dict(zip(names, listed, strict=True)))), "html.parser")


def test_nothing_is_said_when_nothing_is_wrong():
    assert summary(TeamForm()).text.strip() == ""
    assert summary(TeamForm({"organisation": "A", "seats": "5", "arrival": "now"})).text.strip() == ""


def test_errors_are_counted_in_words_and_each_leads_to_its_field():
    said = summary(TeamForm({}))
    assert said.h2.text == "Three things need another look"
    assert [link["href"] for link in said.find_all("a")] == ["#id_organisation", "#id_seats", "#id_arrival_0"]
    assert said.find_all("a")[1].text == "How many seats: This is empty."


def test_one_error_is_one_thing():
    assert summary(TeamForm({"organisation": "A", "arrival": "now"})).h2.text == "One thing needs another look"


def test_the_summary_is_announced_and_can_be_reached():
    box = summary(TeamForm({})).find(id="errors")
    assert box["role"] == "alert"
    assert box["tabindex"] == "-1"
    assert box["aria-labelledby"] == "errors-h"


def test_what_concerns_the_whole_form_is_said_without_a_link():
    said = summary(TeamForm({"organisation": "Closed", "seats": "5", "arrival": "now"}))
    assert said.find("a") is None
    assert said.li.text.strip() == "Closed has left us."


def test_two_forms_on_one_page_have_one_summary():
    assert summary(TeamForm({}), TeamForm({}, prefix="other")).h2.text == "Six things need another look"
    many = [TeamForm({}, prefix=str(number)) for number in range(4)]
    assert summary(*many).h2.text == "12 things need another look"


class MonthlyForm(forms.Form):
    agree = forms.BooleanField(
        label="Charge my card £6.25 each month for twelve months. You write to me at least a week before each charge, "
        "and I can stop it with one press, from that letter or on my pages.",
        error_messages={"required": "Please tick this box if you agree."},
    )


def test_a_box_with_a_paragraph_beside_it_is_known_by_its_beginning():
    said = summary(MonthlyForm({})).a.text
    assert said == "Charge my card £6.25 each month for twelve months. You writ…: Please tick this box if you agree."
