"""All commands: importing their modules is what adds them, in the order in which the help lists them."""

from keytag.cli import app as _making
from keytag.cli import deliver as _delivering
from keytag.cli import display as _displaying
from keytag.cli.frame import app

__all__ = ["app"]

_MODULES = (_making, _delivering, _displaying)
