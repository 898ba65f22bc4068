"""All recurring work of the association, in the order in which it runs."""

from datetime import timedelta

from django.conf import settings

from goldseam.foundation.work.schedule import Sweep

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

SWEEPS = [
    Sweep("publish what is due", "goldseam.subjects.publishing.actions.publish_due"),
    *(
        [Sweep("send the demo bank's notices", "goldseam.core.gateways.demo.outbox.send_notices")]
        if settings.WITH_DEMO
        else []
    ),
    Sweep("renew memberships", "goldseam.subjects.membership.renewals.run.run_renewals"),
    Sweep("say that a pause ends", "goldseam.subjects.membership.returning.tell_of_return"),
    Sweep("carry teams on", "goldseam.subjects.teams.renewing.fill_renewed"),
    Sweep("propose that teams go on", "goldseam.subjects.teams.renewing.propose_renewals", HOUR),
    Sweep("tell that teams have ended", "goldseam.subjects.teams.ending.tell_ended", HOUR),
    Sweep("deliver gifts", "goldseam.subjects.gifts.actions.deliver_due"),
    Sweep("remind of gifts", "goldseam.subjects.gifts.reminding.remind_due"),
    Sweep("charge kept cards", "goldseam.core.sales.actions.charging.send_charges"),
    Sweep("ask gateways about open payments", "goldseam.core.sales.actions.paying.ask_about_open_payments"),
    Sweep(
        "ask again about payments without an answer",
        "goldseam.core.sales.actions.paying.ask_about_unanswered_payments",
        HOUR,
    ),
    Sweep("take up early notices", "goldseam.core.sales.actions.notices.take_up_early_notices"),
    Sweep("fulfil paid orders", "goldseam.core.sales.actions.fulfilling.fulfil_paid_orders"),
    Sweep("send refunds", "goldseam.core.sales.actions.refunding.send_refunds"),
    Sweep("ask about cards to be kept", "goldseam.core.sales.actions.mandates.ask_about_cards"),
    Sweep("have ended cards forgotten", "goldseam.core.sales.actions.mandates.forget_ended"),
    Sweep("take in answers by mail", "goldseam.subjects.enquiries.incoming.read_answers"),
    Sweep("look for ruptures", "goldseam.core.repairs.engine.look"),
    Sweep("deliver mail", "goldseam.core.mail.delivery.deliver_due"),
    Sweep("mend the page cache", "goldseam.foundation.pagecache.actions.heal"),
    Sweep("forget sent forms", "goldseam.core.desk.actions.forget_sent_forms", DAY),
    Sweep("forget old exports", "goldseam.core.desk.exporting.forget_old_exports", HOUR),
    Sweep("forget old attempts", "goldseam.foundation.access.rate.forget_old", HOUR),
    Sweep("forget old sessions", "goldseam.foundation.access.sessions.forget_old", DAY),
    Sweep("forget files that were not brought in", "goldseam.faces.importers.actions.forget_old_files", DAY),
    Sweep("forget gifts that nobody paid", "goldseam.subjects.gifts.ordering.forget_unpaid", DAY),
    Sweep("forget unread statements", "goldseam.core.treasury.actions.receiving.forget_unread", DAY),
    Sweep("close accounts", "goldseam.subjects.membership.closing.close_due", HOUR),
    Sweep("forget last letters", "goldseam.subjects.membership.closing.forget_last_letters"),
    Sweep("forget copies made for people", "goldseam.foundation.privacy.requests.forget_copies", HOUR),
    Sweep("forget letters that were prepared and not sent", "goldseam.core.mail.sendings.forget_prepared", DAY),
    # The last: a long run keeps nothing else waiting.
    Sweep("carry on with long runs", "goldseam.foundation.work.runs.carry_on"),
]

# What each kind of long run does: a function of `subject`, `at` and `tell`.
RUNS = {
    "desk.export": "goldseam.core.desk.exporting.write",
    "import.read": "goldseam.faces.importers.actions.read",
    "import.apply": "goldseam.faces.importers.actions.apply",
    "mail.sending": "goldseam.faces.office.letters.run.work",
    "import.undo": "goldseam.faces.importers.actions.undo",
    "teams.invite": "goldseam.subjects.teams.inviting.write_letters",
    "treasury.match": "goldseam.core.treasury.actions.deciding.match_sure",
    "privacy.let_go": "goldseam.foundation.privacy.reviewing.let_go",
    "privacy.copy": "goldseam.foundation.privacy.requests.make_copy",
}
