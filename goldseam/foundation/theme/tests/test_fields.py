from typing import Any

from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template

from goldseam.foundation.theme.widgets import RadioRows, SuggestedText


class JoinForm(forms.Form):
    email = forms.EmailField(
        label="Email address",
        help_text="We send your receipt here.",
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": "This is empty."},
    )
    employer = forms.CharField(required=False)
    profession = forms.CharField(widget=SuggestedText(suggestions=["Midwife", "Health visitor"]), required=False)
    method = forms.ChoiceField(
        label="Way to pay",
        choices=[("demo", "Card"), ("transfer", "Bank transfer")],
        widget=RadioRows(hints={"demo": "You come back at once."}),
    )
    agree = forms.BooleanField(label="I agree to the terms", help_text="Two pages.")


def drawn(form: forms.Form, name: str) -> Any:
    html = Template("{% load theme %}{% field bound %}").render(Context({"bound": form[name]}))
    soup = BeautifulSoup(html, "html.parser")
    return soup.contents[0]


def test_a_label_stands_above_its_hint_and_its_box():
    field = drawn(JoinForm(), "email")
    assert [child.name for child in field.find_all(["label", "div", "input"])] == ["label", "div", "input"]
    box = field.find("input")
    assert field.label["for"] == box["id"]
    assert box["autocomplete"] == "email"
    assert field.find(id=box["aria-describedby"]).text == "We send your receipt here."


def test_what_is_wrong_is_said_beside_the_field_and_what_nia_typed_stays():
    field = drawn(JoinForm({"email": "nia@"}), "email")
    box = field.find("input")
    assert "wrong" in field["class"]
    assert box["value"] == "nia@"
    assert box["aria-invalid"] == "true"
    spoken = [field.find(id=key).text for key in box["aria-describedby"].split()]
    assert spoken == ["We send your receipt here.", "Error: Enter a valid email address."]


def test_a_field_that_may_stay_empty_says_so():
    assert "(you may leave this empty)" in drawn(JoinForm(), "employer").label.text
    assert "(you may" not in drawn(JoinForm(), "email").label.text


def test_suggestions_do_not_bind_the_person_who_types():
    form = JoinForm({"profession": "Doula", "email": "nia@aimh.example", "method": "demo", "agree": "on"})
    assert form.is_valid()
    field = drawn(form, "profession")
    assert field.find("input")["list"] == field.find("datalist")["id"]
    assert [option["value"] for option in field.find_all("option")] == ["Midwife", "Health visitor"]


def test_choices_are_one_question_with_an_answer_each():
    question = drawn(JoinForm(), "method")
    assert question.name == "fieldset"
    assert question.legend.text == "Way to pay"
    card, transfer = question.find_all("input")
    assert question.find("label", attrs={"for": card["id"]}).text == "Card"
    assert question.find(id=card["aria-describedby"]).text == "You come back at once."
    assert not transfer.has_attr("aria-describedby")


def test_an_unanswered_question_says_so_in_words_that_belong_to_the_whole_of_it():
    question = drawn(JoinForm({}), "method")
    assert question["aria-describedby"] == "id_method_error"
    assert question.find(id="id_method_error").text == "Error: This field is required."


def test_a_tick_stands_before_its_label_and_is_never_ticked_for_anybody():
    field = drawn(JoinForm(), "agree")
    box = field.find("input")
    assert not box.has_attr("checked")
    assert field.find("label")["for"] == box["id"]
    assert field.find(id=box["aria-describedby"]).text == "Two pages."


def test_django_s_own_words_for_a_field_give_the_same_markup():
    bound = JoinForm()["email"]
    ours = Template("{% load theme %}{% field bound %}").render(Context({"bound": bound}))
    assert bound.as_field_group() == ours


def test_markup_in_what_somebody_typed_is_text():
    assert "<b>" not in str(drawn(JoinForm({"employer": '"><b>x'}), "employer"))
