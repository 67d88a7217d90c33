"""The package that is handed to a shop, as files by name: its zip, and the rules that it is held against.

Must not know of disks, jobs or PDF. What goes into a package is `keytag.handoff.make`'s to say.
"""

from keytag.checks.handoff import RULES
from keytag.handoff.archive import unzipped, zipped
from keytag.handoff.container import Container, container_of
from keytag.handoff.litter import litter_in

__all__ = ["RULES", "Container", "container_of", "litter_in", "unzipped", "zipped"]
