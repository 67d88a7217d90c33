"""What keytag does, from a job's path to a report. Start reading at `story`."""

from keytag.commands.check_folder import check_folder
from keytag.commands.fix import fix_job
from keytag.commands.story import check, render, sheet
from keytag.steps.report import RenderOrder, Report, SheetOrder

__all__ = ["RenderOrder", "Report", "SheetOrder", "check", "check_folder", "fix_job", "render", "sheet"]
