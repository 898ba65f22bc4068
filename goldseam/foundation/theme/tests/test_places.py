from goldseam.foundation.theme.places import AREAS, HEIGHT, WIDTH, place_of


def test_every_area_of_the_uk_stands_on_the_map() -> None:
    assert len(AREAS) == 124
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for _town, (x, y) in AREAS.values())


def test_towns_lie_as_they_do_on_a_map() -> None:
    """North is above, east to the right."""
    (lx, ly), (ex, ey), (bx, by), (tx, ty) = (AREAS[area][1] for area in ("LS", "EH", "BT", "TR"))
    assert ey < ly < ty
    assert bx < ex < lx
    assert by < ly
    assert tx < lx


def test_a_place_is_that_of_the_first_area_that_is_known() -> None:
    assert place_of(["QQ", "LS", "BD"]) == AREAS["LS"][1]
    assert place_of([]) is None
