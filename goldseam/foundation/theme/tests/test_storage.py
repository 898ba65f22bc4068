import gzip
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage

from goldseam.foundation.theme.storage import HashedFiles

STATIC = Path(__file__).resolve().parent.parent / "static"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> HashedFiles:
    """The theme's own static files as collectstatic writes them."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(STATIC, folder, dirs_exist_ok=True)
    storage, source = HashedFiles(location=str(folder), base_url="/static/"), FileSystemStorage(str(STATIC))
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()]
    for name, _hashed, result in storage.post_process({name: (source, name) for name in names}):
        assert not isinstance(result, Exception), f"{name}: {result}"
    return storage


def served_text(storage: Any, name: str) -> str:
    return Path(storage.path(storage.hashed_files[name])).read_text()


def modules() -> list[str]:
    return [path.relative_to(STATIC).as_posix() for path in (STATIC / "theme").rglob("*.js")]


def test_a_module_imports_the_others_by_hashed_names_that_exist(served: HashedFiles):
    for name in modules():
        for address in re.findall(r'from "(.*?)"', served_text(served, name)):
            assert re.search(r"\.[0-9a-f]{12}\.js$", address), f"{name} imports {address}"
            assert Path(served.path(served.hashed_files[name])).parent.joinpath(address).exists()


def test_what_is_only_for_people_is_not_served(served: HashedFiles):
    text = served_text(served, "theme/bowl/bowl.js")
    assert "// A history of ruptures" in (STATIC / "theme/bowl/bowl.js").read_text()
    assert not re.search(r"(?m)^(//|/\*|[ \t])", text)


def test_the_served_bowl_draws_what_the_written_one_draws(served: HashedFiles, tmp_path: Path):
    # Node takes a .js file for an old script where no package says otherwise.
    (Path(served.location) / "package.json").write_text('{"type": "module"}')
    drawings = []
    for module in (STATIC / "theme/bowl/bowl.js", served.path(served.hashed_files["theme/bowl/bowl.js"])):
        program = tmp_path / "draw.mjs"
        program.write_text(
            f'import {{ drawBowl }} from "{module}";\n'
            'console.log(drawBowl([{ id: "a", weight: 3, mended: true }, { id: "b", weight: 1 }]));'
        )
        drawings.append(subprocess.run(["node", program], capture_output=True, text=True, check=True).stdout)
    assert drawings[0] == drawings[1]
    assert drawings[0].startswith("<svg")


def test_the_modules_of_the_bowl_are_small(served: HashedFiles):
    bowl = [served_text(served, name).encode() for name in modules() if name.startswith("theme/bowl/")]
    assert sum(len(module) for module in bowl) < 45_000
    assert sum(len(gzip.compress(module, 9)) for module in bowl) < 16_000
