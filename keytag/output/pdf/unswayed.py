"""reportlab as it was published: swayed by no file of the user's, no file beside the job and no variable.

On being imported reportlab runs ``reportlab_mods`` and ``reportlab_settings`` from wherever Python or the home
folder has them, and takes every variable that begins with RL_ for a setting. A press sheet must not depend on
them, and a file that came by e-mail must not be run. Answers to reportlab's rl_config.py and __init__.py.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

# Whose presence keeps reportlab from looking on in the home folder; empty.
_EMPTY = ("reportlab_mods", "reportlab_settings")
# Beside reportlab's own modules; None tells Python that there is no such module.
_ABSENT = ("reportlab.local_rl_mods", "reportlab.local_rl_settings")
_VARIABLE = "RL_"


@contextmanager
def unswayed() -> Iterator[None]:
    """Let reportlab be imported within; what it would have read stays unread for the rest of the run."""
    # Windows knows variables in capitals only, others as they are written.
    hidden = {name: value for name, value in os.environ.items() if name.startswith(_VARIABLE)}
    for name in hidden:
        del os.environ[name]
    sys.modules.update({name: ModuleType(name) for name in _EMPTY})
    sys.modules.update(dict.fromkeys(_ABSENT))  # type: ignore[arg-type]  # None is what Python's manual says
    try:
        yield
    finally:
        os.environ.update(hidden)
