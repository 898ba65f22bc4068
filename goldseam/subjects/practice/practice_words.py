"""The practice in words, for the page and for the leaflet: plain enough for a reader of eleven."""

from typing import Any

from django.utils.translation import gettext as _


def words() -> dict[str, Any]:
    return {
        "title": _("Rupture and repair"),
        "summary": _("Every parent and child fall out of step. What counts is that you notice, and mend."),
        "why_title": _("Why mending matters"),
        "why": [
            _("No one is in tune with a child all the time. Not you, not us. No one needs to be."),
            _("When you come back after a bad moment, your child learns: things break, and they can be mended."),
            _("That is how trust grows. Hard days get easier when a child knows that you will come back."),
        ],
        "steps": steps(),
        "bowl_title": _("The bowl"),
        "bowl_words": _(
            "In Japan, some people mend a broken bowl with gold. They do not hide the crack. They let it shine."
            " The bowl has been through something, and it holds."
        ),
        "open_title": _("Do it on your phone"),
        "open_words": _("Free. No name, no account. What you note stays on your phone. No one else can see it."),
        "bowl_alt": _("A line drawing of a bowl with mended cracks"),
        "qr_alt": _("Code that opens the practice"),
        "foot": _("If you feel low for long, or someone is not safe, ask for help. The page tells you where."),
    }


def steps() -> list[dict[str, str]]:
    """The five steps, each a word and what to do."""
    return [
        {
            "name": _("Notice"),
            "words": _(
                "Something broke. You shouted, or you were far away, or you had to say no."
                " Say it to yourself in a few words."
            ),
        },
        {
            "name": _("Settle"),
            "words": _("First, you. Feet on the floor. Breathe in, and out more slowly. Do it six times."),
        },
        {
            "name": _("Mend"),
            "words": _(
                "Come back. Get down low. Say what you did, and that you are sorry."
                " Hold, listen, play. Do it now or later."
            ),
        },
        {
            "name": _("See"),
            "words": _("Look at what you did. It broke, and you mended it. That is the gold."),
        },
        {
            "name": _("Look back"),
            "words": _("After some weeks, look for what tends to break, and what helps. Do not count points."),
        },
    ]
