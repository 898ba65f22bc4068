"""Papers that people file: receipts, cards, factsheets.

An app registers how its papers are made, `documents.register("sales.receipt", maker)`; whoever sends or shows one knows
only its name, `documents.render("sales.receipt:12")`. The maker collects the data and has it typeset.
"""

from goldseam.foundation.documents.register import Document, Maker, register, render
from goldseam.foundation.documents.typesetting import qr, typeset

__all__ = ["Document", "Maker", "qr", "register", "render", "typeset"]
