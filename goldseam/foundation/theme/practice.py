"""The families' practice in words: what can be chosen, and what the page says while it runs.

Short sentences and plain words, for a reader of eleven: tests/test_practice_words.py measures them. The keys are what
the browser keeps and what files carry from one browser to another: they stay, whatever becomes of the words.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.foundation.theme.templatetags.theme import language_tag

Choices = dict[str, Promise]

WHAT: Choices = {
    "rush": gettext_lazy("We were in a rush."),
    "shout": gettext_lazy("I shouted."),
    "snap": gettext_lazy("I said something sharp."),
    "away": gettext_lazy("I was there, but my mind was not."),
    "phone": gettext_lazy("I looked at my phone too long."),
    "cry": gettext_lazy("I could not calm the crying."),
    "missed": gettext_lazy("I did not see what my child needed."),
    "no": gettext_lazy("I had to say no."),
    "part": gettext_lazy("We had to part."),
    "row": gettext_lazy("My child heard grown-ups argue."),
}
FELT: Choices = {
    "tired": gettext_lazy("tired"),
    "cross": gettext_lazy("cross"),
    "sad": gettext_lazy("sad"),
    "sorry": gettext_lazy("sorry"),
    "scared": gettext_lazy("scared"),
    "alone": gettext_lazy("alone"),
    "empty": gettext_lazy("empty"),
    "shaky": gettext_lazy("shaky"),
}
WEIGHTS: Choices = {
    "1": gettext_lazy("A small bump"),
    "2": gettext_lazy("A crack"),
    "3": gettext_lazy("A deep crack"),
}
AGES: Choices = {
    "baby": gettext_lazy("A baby, up to 1"),
    "toddler": gettext_lazy("1 to 3"),
    "child": gettext_lazy("4 to 7"),
    "school": gettext_lazy("8 to 12"),
    "teen": gettext_lazy("13 and over"),
}
WAYS: dict[str, Choices] = {
    "baby": {
        "hold": gettext_lazy("Hold your baby close."),
        "soft": gettext_lazy("Talk softly, or hum."),
        "look": gettext_lazy("Smile, and wait until your baby looks back."),
        "rock": gettext_lazy("Rock slowly, side to side."),
        "swap": gettext_lazy("Let someone you trust take a turn, and come back."),
    },
    "toddler": {
        "low": gettext_lazy("Get down low, eye to eye."),
        "loud": gettext_lazy("Say: that was too loud. I am sorry."),
        "name": gettext_lazy("Say what you see: you were sad."),
        "cuddle": gettext_lazy("Open your arms, and wait."),
        "play": gettext_lazy("Play for five minutes. Let your child lead."),
    },
    "child": {
        "sorry": gettext_lazy("Say sorry, in a few words."),
        "fault": gettext_lazy("Say: it was not your fault."),
        "ask": gettext_lazy("Ask how it was, and listen."),
        "draw": gettext_lazy("Draw or build something together."),
        "read": gettext_lazy("Sit close and read a book."),
    },
    "school": {
        "own": gettext_lazy("Say what you did, and that you are sorry."),
        "hear": gettext_lazy("Hear their side. Do not argue."),
        "plan": gettext_lazy("Plan what you both can try next time."),
        "side": gettext_lazy("Do something side by side: walk, cook, kick a ball."),
        "hug": gettext_lazy("Ask if a hug would be good."),
    },
    "teen": {
        "knock": gettext_lazy("Knock. Ask if now is a good time."),
        "part": gettext_lazy("Own your part, and leave out the “but”."),
        "note": gettext_lazy("Write a kind note or message."),
        "listen": gettext_lazy("Listen more than you talk."),
        "food": gettext_lazy("Make a meal they like, and sit down with them."),
    },
}
# One number for each kind of plural a language may have: the browser takes that of the same kind (Intl.PluralRules).
PLURAL_SAMPLES = (0, 1, 2, 3, 11, 100)


def plural(one: str, many: str) -> dict[int, str]:
    """A counted phrase in all the forms of the language in use, by a number that stands for each."""
    return {number: ngettext(one, many, number) for number in PLURAL_SAMPLES}


def plain(choices: Choices) -> dict[str, str]:
    return {key: str(label) for key, label in choices.items()}


def words() -> dict[str, Any]:
    """All that the browser needs to speak the language in use."""
    return {
        "language": language_tag(),
        "what": plain(WHAT),
        "felt": plain(FELT),
        "weight": plain(WEIGHTS),
        "ages": plain(AGES),
        "ways": {key: str(label) for ways in WAYS.values() for key, label in ways.items()},
        "say": _of_history() | _of_steps() | _of_looking_back() | _of_keeping() | _of_refusals(),
        "counted": _counted(),
    }


def _counted() -> dict[str, dict[int, str]]:
    return {
        "cracks": plural("A bowl with {n} crack.", "A bowl with {n} cracks."),
        "all_mended": plural("It is mended with gold.", "All are mended with gold."),
        "all_open": plural("It is still open.", "All are still open."),
        "mended_after": plural("Mended the next day.", "Mended after {n} days."),
        "noticed": plural("You noticed {n} time.", "You noticed {n} times."),
        "times": plural("{n} time", "{n} times"),
        "typical": plural("Most mends came within a day.", "Most mends came within {n} days."),
        "here_now": plural("There is {n} note here now.", "There are {n} notes here now."),
        "in_file": plural("The file holds {n} note.", "The file holds {n} notes."),
    }


def _of_history() -> dict[str, str]:
    return {
        "whole": _("A whole bowl, without a crack."),
        "some_mended": _("Mended with gold: {mended}. Still open: {open}."),
        "felt": _("I felt {list}."),
        "open": _("Not yet mended."),
        "mended": _("Mended."),
        "same_day": _("Mended the same day."),
        "helped": _("What helped: {list}"),
        "mend_this": _("Mend this"),
        "delete": _("Delete"),
        "about": _("{action}: {when}"),
        "delete_sure": _("Delete this note? Its crack goes from the bowl. The others stay where they are."),
    }


def _of_steps() -> dict[str, str]:
    return {
        "say_something": _("Tick one thing that happened, or write a few words of your own."),
        "say_how": _("Tick one thing that helped, or write a few words of your own. Or choose “Not yet”."),
        "not_later": _("That day has not come yet. Choose today or a day before."),
        "not_before": _("It cannot be mended before it broke. Choose a later day."),
        "breathe_in": _("Breathe in"),
        "breathe_out": _("Breathe out, slowly"),
        "breathe_done": _("That was one minute. Go on when you are ready."),
        "seen_gold": _("The gold is in. The bowl is not as it was: it has one more line that holds."),
        "seen_open": _("The crack is there, and you saw it. It need not be mended today."),
    }


def _of_looking_back() -> dict[str, str]:
    return {
        "nothing_yet": _("There is nothing to look back on in these weeks. That is all right."),
        "often": _("What came up most"),
        "helped_most": _("What helped"),
        "same_day_most": _("Most mends came on the same day."),
        "still_open": _("Still open: {n}. You can mend late. Late is good, too."),
        "week_of": _("Week of {day}"),
        "week_row": _("noticed {noticed}, mended {mended}"),
    }


def _of_keeping() -> dict[str, str]:
    return {
        "file_made": _("The file is made. Look for it where your browser puts downloads."),
        "file_locked": _("The file is made and locked. No one can open it without your words, and nor can we."),
        "replace_sure": _("Put what is in the file in place of what is here?"),
        "brought_in": _("Your notes are here."),
        "delete_all_sure": _("Delete everything? It cannot be brought back, unless you have a file."),
        "deleted": _("Everything is deleted. This browser keeps nothing now."),
        "kept_safe": _("This browser has agreed to keep your notes until you delete them."),
        "not_kept_safe": _("This browser did not agree. Please keep a copy in a file."),
        "no_store": _(
            "This browser is not keeping your notes: they go when you close this page. You can still take the steps,"
            " and keep a copy in a file."
        ),
    }


def _of_refusals() -> dict[str, str]:
    return {
        "no_file": _("Choose a file first."),
        "too_large": _("Nothing was changed: the file is too large to be one of ours."),
        "not_json": _("Nothing was changed: this file was not made by this page, or a part of it is missing."),
        "not_ours": _("Nothing was changed: this file was not made by this page."),
        "too_new": _("Nothing was changed: the file is newer than this page. Load the page again, then try once more."),
        "needs_words": _("Nothing was changed: the file is locked. Type the secret words you locked it with."),
        "wrong_words": _("Nothing was changed: these are not the secret words, or the file is damaged."),
        "no_lock": _("Nothing was changed: this browser cannot open locked files here."),
        "bad_bowl": _("Nothing was changed: the file names a bowl that this page does not know."),
        "bad_note": _("Nothing was changed: note {number} in the file is damaged ({part})."),
        "twice": _("Nothing was changed: note {number} is in the file twice."),
    }
