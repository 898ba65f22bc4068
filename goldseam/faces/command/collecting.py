"""How seldom our processes look for circles of dead objects: one rule for the web server, the worker and what measures
them.
"""

import gc

# Of new objects hardly one is in a circle that outlives its work; looking for them every 700 took 8 % of the time of
# joining, and more than a tenth of that of the renewals.
COLLECT_AFTER = (50_000, 20, 20)


def collect_seldom() -> None:
    """What is loaded by now stays for good and is not looked at again; what comes after it only now and then."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
