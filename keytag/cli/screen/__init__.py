"""The console: findings, tables and progress on the screen. The only user of rich."""

from keytag.cli.output_options import OutputOptions, output_options
from keytag.cli.screen.screen import Screen

__all__ = ["OutputOptions", "Screen", "output_options"]
