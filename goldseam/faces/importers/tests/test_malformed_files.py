"""Promise 16: imports are all or nothing. A bad file is refused with the row, quickly and in little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from goldseam.core.people.models import Person
from goldseam.faces.importers.people.report import sentences
from goldseam.faces.importers.tests import bad_files
from goldseam.faces.importers.tests.factories import an_association, given

MOST_MB, MOST_S = 512, 30
FILES = {**bad_files.CSV, **bad_files.XLSX}
LARGE = ("a_million_rows", "a_zip_bomb", "a_larger_zip_bomb", "a_zip_bomb_that_lies_about_its_size", "a_billion_laughs",
         "one_row_a_billion_rows_down", "one_endless_cell", "a_sheet_of_ten_thousand_columns")  # fmt: skip

READ_ALONE = r"""
import json, re, sys, time
from pathlib import Path
from goldseam.foundation.tables import Unreadable, open_table
from goldseam.faces.importers.people.columns import knows
began, said = time.monotonic(), ""
try:
    for _row in open_table(Path(sys.argv[1]), knows=knows).rows:
        pass
except Unreadable as error:
    said = str(error)
highest = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps([said, time.monotonic() - began, highest]))
"""


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_with_its_row_and_nobody_comes_in(name: str) -> None:
    an_association()
    maker, said = FILES[name]
    upload = given(maker(), filename=name)
    told = [upload.trouble, *sentences(upload, most=50)]
    assert not upload.is_ready
    assert any(said in sentence for sentence in told if sentence), told
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", LARGE)
def test_what_was_made_to_burst_is_read_in_little_memory_and_time(name: str, tmp_path: Path) -> None:
    """In a process of its own, whose memory nothing else has touched."""
    path = bad_files.written_to(tmp_path, FILES[name][0])
    alone = f"import django; from django.conf import settings; settings.configure(); django.setup()\n{READ_ALONE}"
    done = subprocess.run(
        [sys.executable, "-c", alone, path], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    said, seconds, megabytes = json.loads(done.stdout)
    assert said
    assert (seconds < MOST_S, megabytes < MOST_MB) == (True, True), (seconds, megabytes)
