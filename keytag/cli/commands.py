"""All commands: importing their modules is what adds them."""

from keytag.cli import app as _making
from keytag.cli import deliver as _delivering
from keytag.cli import display as _displaying
from keytag.cli import editions as _listing
from keytag.cli import household as _handing_out
from keytag.cli import planning as _planning
from keytag.cli.frame import app

__all__ = ["app"]

_MODULES = (_making, _listing, _planning, _delivering, _handing_out, _displaying)
