"""What the base template needs to know about the place a page stands in: `navigation` in the template's context."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """One link. `key` is compared with `current` in the context; without a `current`, the address decides."""

    label: str
    url: str
    key: str = ""


@dataclass(frozen=True)
class Section:
    """One column of the contents in the foot."""

    title: str
    items: list[Place]


@dataclass(frozen=True)
class Navigation:
    """Everything the masthead and the foot may link to; what is empty is not shown."""

    running: list[Place] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    legal: list[Place] = field(default_factory=list)
    home_url: str = "/"
    search_url: str = ""
    join_url: str = ""
    member_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""

    def __bool__(self) -> bool:
        return bool(self.running or self.sections)
