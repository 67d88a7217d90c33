"""What keytag does, from a job's path to a report. Start reading at `story`."""

from keytag.workflow.fixing import fix_job
from keytag.workflow.folder import check_folder
from keytag.workflow.report import RenderOrder, Report, SheetOrder
from keytag.workflow.story import check, render, sheet

__all__ = ["RenderOrder", "Report", "SheetOrder", "check", "check_folder", "fix_job", "render", "sheet"]
