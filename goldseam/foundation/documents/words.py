from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """What the templates say of themselves, in the language in use. `{…}` is filled in by the template."""
    return _of_any_page() | _of_money() | _of_members() | _of_gifts() | _of_factsheets()


def _of_any_page() -> dict[str, str]:
    return {
        "page_of": _("Page {page} of {pages}"),
        "charity_number": _("registered charity {number}"),
        "vat_number": _("VAT number {number}"),
        "number": _("Number"),
        "date": _("Date"),
    }


def _of_money() -> dict[str, str]:
    return {
        "invoice": _("Invoice"),
        "receipt": _("Receipt"),
        "credit_note": _("Credit note"),
        "quote": _("Quote"),
        "payer": _("Payer"),
        "issued_to": _("Issued to"),
        "your_reference": _("Your reference"),
        "description": _("What"),
        "quantity": _("How many"),
        "price": _("Price"),
        "vat": _("VAT"),
        "amount": _("Amount"),
        "total": _("Total"),
        "paid": _("Paid on {date}. {how}."),
        "corrects": _("This takes back invoice {number} of {date}, as far as the amounts above."),
        "how_to_pay": _("How to pay"),
        "please_pay_by": _("Please pay by {date}."),
        "bank": _("Bank"),
        "account_name": _("Account name"),
        "sort_code": _("Sort code"),
        "account_number": _("Account number"),
        "reference": _("Reference"),
        "reference_why": _("Give the reference with your transfer: it is how we know that the payment is yours."),
    }


def _of_members() -> dict[str, str]:
    return {
        "card_of": _("Membership card of {name}"),
        "card_qr": _("Code that opens the page where a partner can check this card"),
        "valid_until": _("Valid until"),
        "cpd_of": _("Learning record of {name}"),
        "cpd_record": _("Learning record"),
        "cpd_empty": _("Nothing has been recorded in this period."),
        "member": _("Member"),
        "membership_number": _("Membership number"),
        "period": _("Period"),
        "drawn_up": _("Drawn up on"),
        "what": _("What"),
        "when": _("When"),
        "hours": _("Hours"),
        "together": _("Together"),
    }


def _of_gifts() -> dict[str, str]:
    return {
        "gift_for": _("A gift for {name}"),
        "gift_from": _("from {name}"),
        "gift_code": _("Your code"),
        "gift_where": _("Type it in at"),
        "gift_good_until": _("Good until"),
        "gift_qr": _("Code that opens the page where the gift is taken up"),
    }


def _of_factsheets() -> dict[str, str]:
    return {
        "factsheet_foot": _("For members of {association}. {title}, version {version}."),
        "superseded": _("Superseded"),
        "superseded_by": _("This is version {version}. Version {newer} replaced it on {date}: please use that one."),
        "version": _("Version"),
        "version_of": _("{version}, of {date}"),
        "written_by": _("Written by"),
        "review_by": _("To be reviewed by"),
    }
