"""The console: findings, tables and progress on the screen. The only user of rich."""

from keytag.console.manner import Manner, manner_of
from keytag.console.screen import Advance, Screen

__all__ = ["Advance", "Manner", "Screen", "manner_of"]
