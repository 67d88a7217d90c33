from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")

UNDISTURBED = """
import os, signal, sys
from keytag.files.stopping import hold_signals, listen, received_signal
listen()
done = []
try:
    with hold_signals():
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            os.kill(os.getpid(), number)
        done.append("all of it")
    done.append("too much")
except KeyboardInterrupt:
    try:
        # Who presses again while it ends has asked once.
        os.kill(os.getpid(), signal.SIGINT)
        done.append("undone")
    except KeyboardInterrupt:
        done.append("half undone")
print(done, received_signal())
"""


def test_signals_wait_for_what_must_not_be_disturbed() -> None:
    """What is begun is done, then the first signal stops the run, and those after it do not disturb its end."""
    done = subprocess.run([sys.executable, "-c", UNDISTURBED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["['all", "of", "it',", "'undone']", str(int(signal.SIGTERM))]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("ignored", [True, False])
def test_what_was_ignored_stays_ignored(name: str, ignored: bool) -> None:  # noqa: FBT001
    """``nohup`` has its way; every other run is stopped by each of the three."""
    script = f"""
import os, signal
from keytag.files.stopping import listen
listen()
try:
    os.kill(os.getpid(), signal.{name})
    print("goes on")
except KeyboardInterrupt:
    print("stopped")
"""

    def before() -> None:
        signal.signal(getattr(signal, name), signal.SIG_IGN if ignored else signal.SIG_DFL)

    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
        preexec_fn=before,
    )
    assert done.stdout.strip() == ("goes on" if ignored else "stopped")


LOADING = """
import sys, time
from keytag.files.stopping import listen
listen()
sys.path.insert(0, sys.argv[1])
try:
    import slow_to_load
    time.sleep(5)
    print("nothing came")
except KeyboardInterrupt:
    print("loaded" if "slow_to_load" in sys.modules and sys.modules["slow_to_load"].WHOLE else "half loaded")
"""
SLOW_TO_LOAD = "import os, signal, time\nos.kill(os.getpid(), signal.SIGTERM)\ntime.sleep(0.2)\nWHOLE = True\n"


def test_a_module_is_loaded_to_its_end(tmp_path: Path) -> None:
    """A signal that comes while a module is loaded stops the run after that: one of C must not be half made."""
    (tmp_path / "slow_to_load.py").write_text(SLOW_TO_LOAD)
    command = [sys.executable, "-c", LOADING, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "loaded\n"


LOST = {
    "an object's end": """
class Last:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0)
last = Last()
del last
""",
    "whoever takes all": """
try:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0)
except BaseException:
    pass
""",
    "another error": """
with suppress(OSError), stopping.hold_signals():
    os.kill(os.getpid(), signal.SIGTERM)
    raise OSError
went_on = True
""",
}
LOSING = """
import os, signal, time
from contextlib import suppress
from keytag.files import stopping
stopping._PATIENCE_S = 0.3
stopping.listen()
went_on = False
try:
{}
    time.sleep(20)
    print("never stopped")
except KeyboardInterrupt:
    print("went on" if went_on else "stopped")
"""


@pytest.mark.parametrize("where", LOST)
def test_a_signal_that_got_lost_comes_again(where: str) -> None:
    """Whoever swallows the interruption (an object's end does), the run ends, and nothing is shown."""
    script = LOSING.format("".join(f"    {line}\n" for line in LOST[where].splitlines()))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("stopped\n", "")
