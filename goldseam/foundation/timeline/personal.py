from goldseam.foundation.contracts import PersonalData, declare
from goldseam.foundation.timeline.models import Fact, FactText

declare(
    Fact,
    PersonalData(
        person="person",
        fields=["kind", "subject", "at", "data"],
        kept_because="The record of what was done; it holds keys and amounts, no words about a person.",
    ),
)
declare(FactText, PersonalData(person="fact__person", fields=["text"], erased=["text"]))
