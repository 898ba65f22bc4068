from goldseam.faces.setup.tests.factories import desk, link, ottilie

__all__ = ["desk", "link", "ottilie"]
