"""The package that is handed to a shop, as files by name: its zip, and the rules that it is held against.

Must not know of disks, jobs or PDF. What goes into a package is `keytag.workflow.package`'s to say.
"""

from keytag.package.archive import unzipped, zipped
from keytag.package.container import Container, container_of
from keytag.package.litter import litter_in
from keytag.package.rules import RULES

__all__ = ["RULES", "Container", "container_of", "litter_in", "unzipped", "zipped"]
