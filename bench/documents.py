"""How long a paper takes: milliseconds each, a hundred cards together, and the memory that stays after a thousand."""

import os
from pathlib import Path
from statistics import median
from time import perf_counter, process_time


def measure() -> dict[str, float]:
    """Print and return the figures. A hundred cards are to take less than a second of CPU."""
    from goldseam.foundation import documents
    from goldseam.foundation.documents.tests.factories import EVERY_PAPER, card

    figures: dict[str, float] = {}
    for name, (template, data) in EVERY_PAPER.items():
        documents.typeset(template, data)
        times = []
        for number in range(15):
            began = perf_counter()
            documents.typeset(template, data | {"number": str(number), "label": str(number)})
            times.append(perf_counter() - began)
        figures[name] = median(times) * 1000
        print(f"documents: {name:16} {figures[name]:6.1f} ms")
    began, computing = perf_counter(), process_time()
    for number in range(100):
        documents.typeset("card", card(number=str(number), name=f"Nia Ferreday {number}"))
    figures["100 cards"] = perf_counter() - began
    computing = process_time() - computing
    print(f"documents: 100 cards        {figures['100 cards']:6.2f} s, {computing:.2f} s of CPU  (aim: under 1 s)")
    before = _resident()
    for number in range(1000):
        documents.typeset("card", card(number=str(number), name=f"Nia Ferreday {number}"))
    figures["memory"] = (_resident() - before) / 2**20
    print(f"documents: memory kept after 1,000 cards {figures['memory']:.0f} MB, in all {_resident() / 2**20:.0f} MB")
    return figures


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    measure()
