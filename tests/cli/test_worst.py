"""The worst files that are still legal are answered, and in little memory; how fast is measured in ``bench/``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .worst_files import FILES, laid_out

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what a child has used")

MEGABYTES = 300
# A child counts what its parent had before it became another program; so a small parent stands between.
SMALL_PARENT = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(json.dumps([code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


@pytest.mark.parametrize("name", FILES)
def test_the_worst_files_are_answered(name: str, tmp_path: Path) -> None:
    """Each ends with its own exit code and never takes more than 300 MB."""
    text, expected = FILES[name]
    command = [sys.executable, "-m", "keytag", "check", str(laid_out(text, tmp_path))]
    done = subprocess.run(
        [sys.executable, "-c", SMALL_PARENT, *command], capture_output=True, check=True, text=True
    )
    code, most = json.loads(done.stdout)
    # Linux counts kilobytes, macOS bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    assert code == expected
    assert most / unit < MEGABYTES
