"""The screen: findings, tables and progress, for people and for programs. The only user of rich.

Read `screen` first: whatever a command says goes through it. Then what you need:

- `objects` (JSON), `sarif`: the answers for programs; `keytag.cli.output_options` says who is spoken to;
- `listing`, with `alike`: findings as people read them;
- `spelling`, `naming`: texts and files' names on the screen; `columns`, `no_break`: tables and lines that fit;
- a module for what each command shows: `tables` and `figures` (`check`, `render`, `sheet`), `sidewords` and
  `calls` (`check`), `roster` and `mending` (`editions`), `planning` (`plan`), `parcels` (`packing`), `costs`
  (`cost`), `delivery` (`verify`), `inspection` (`inspect`), `rulebook` (`explain`), `place_tables` (`units`).
"""

from keytag.cli.output_options import OutputOptions, output_options
from keytag.cli.screen.screen import Screen

__all__ = ["OutputOptions", "Screen", "output_options"]
