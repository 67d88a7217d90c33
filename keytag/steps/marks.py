"""Which marks stand beside the product: as the shop and its cutter want them, and as a sample must have them."""

from __future__ import annotations

from keytag.imposition import WantedMarks
from keytag.imposition.cutter_marks import CutterMarkSet, MarkShape
from keytag.imposition.sheet import SheetSide
from keytag.steps.job_setup import JobSetup


def wanted_marks(setting: JobSetup) -> WantedMarks:
    """Return the marks of the job's sheets. A sample's sheets say that they are one, whatever the shop wants."""
    wanted = setting.shop.marks
    return WantedMarks(
        wanted.register_marks,
        wanted.gripper,
        wanted.side_guide,
        wanted.colour_bar,
        wanted.slug or setting.file.job.sample,
        _cutter_marks(setting),
        spots_alone=setting.shop.inks == "spots",
        white=setting.white,
    )


def _cutter_marks(setting: JobSetup) -> CutterMarkSet | None:
    """Return the marks that the shop's file gives itself, or else those of its cutter."""
    own = setting.shop.cutter_marks
    wanted = own if own is not None or setting.cutter is None else setting.cutter.marks
    if wanted is None:
        return None
    return CutterMarkSet(
        MarkShape(wanted.mark),
        wanted.size,
        wanted.line,
        wanted.count,
        wanted.clear,
        SheetSide(wanted.side),
        wanted.key,
        wanted.inset,
        wanted.apart,
        wanted.first,
    )
