"""The console: findings, tables and progress on the screen. The only user of rich."""

from keytag.cli.screen.manner import Manner, manner_of
from keytag.cli.screen.screen import Advance, Screen

__all__ = ["Advance", "Manner", "Screen", "manner_of"]
