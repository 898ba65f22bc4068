"""The demo's association, told through its own actions on a clock that jumps from one due date to the next."""

from goldseam.faces.demo.seed.story import seed

__all__ = ["seed"]
