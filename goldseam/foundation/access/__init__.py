from goldseam.foundation.access.rules import Rate, Rule, anyone, bearer, machine, nobody, signed_in, staff

__all__ = ["Rate", "Rule", "anyone", "bearer", "machine", "nobody", "signed_in", "staff"]
