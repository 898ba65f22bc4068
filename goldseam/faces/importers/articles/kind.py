"""A file of articles, as one kind of import."""

from goldseam.faces.importers import facts
from goldseam.faces.importers.articles.applying import bring_in
from goldseam.faces.importers.articles.staging import read_file, still_fits
from goldseam.faces.importers.articles.undoing import take_back, why_not_undo
from goldseam.faces.importers.kinds import Kind

ARTICLES = Kind(
    read=read_file,
    still_fits=still_fits,
    bring_in=bring_in,
    why_not_undo=why_not_undo,
    take_back=take_back,
    applied=facts.ARTICLES_APPLIED,
    undone=facts.ARTICLES_UNDONE,
)
