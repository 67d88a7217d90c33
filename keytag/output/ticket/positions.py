"""Where the tags stand, for machines: XJDF's Layout, with the tags of each edition as a bindery signature.

Where every sheet carries one edition all share one layout and one signature. Where editions share sheets each run
has a layout of its own, and each position says whose tag stands there. CIP4's XJDF Specification 2.1, Layout.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from keytag.output.ticket.elements import box_of, orientation, points
from keytag.output.ticket.facts import Ticket

_ONE = "tag"


def signatures(ticket: Ticket) -> dict[str, str]:
    """Return the bindery signature of each edition's tags: one for all, unless editions share sheets."""
    shared = ticket.is_shared
    return {each.id: f"{_ONE}{number}" if shared else _ONE for number, each in enumerate(ticket.editions, start=1)}


def add_layouts(root: ET.Element, ticket: Ticket, work_style: str) -> None:
    """Say where the tags stand, and of which edition they are where sheets differ in that."""
    layouts = ET.SubElement(root, "ResourceSet", Name="Layout", Usage="Input")
    named = signatures(ticket)
    if not ticket.is_shared:
        _layout(ET.SubElement(layouts, "Resource"), ticket, work_style, [_ONE] * len(ticket.slots))
    else:
        for number, run in enumerate(ticket.runs, start=1):
            one = ET.SubElement(layouts, "Resource")
            ET.SubElement(one, "Part", SheetName=f"S{number}")
            _layout(one, ticket, work_style, [named[edition] for edition in run.slots])
    bindery = ET.SubElement(root, "ResourceSet", Name="BinderySignature", Usage="Input")
    for name in dict.fromkeys(named.values()):
        _signature(bindery, ticket, name)


def _layout(one: ET.Element, ticket: Ticket, work_style: str, named: list[str]) -> None:
    press = ticket.shop.press
    layout = ET.SubElement(
        one,
        "Layout",
        PaperRef="paper",
        SurfaceContentsBox=box_of(press.sheet, press.height),
        WorkStyle=work_style,
    )
    for slot, name in zip(ticket.slots, named, strict=True):
        ET.SubElement(
            layout,
            "Position",
            AbsoluteBox=box_of(slot.box(ticket.shape), press.height),
            BinderySignatureID=name,
            Orientation=orientation(slot),
        )


def _signature(bindery: ET.Element, ticket: Ticket, name: str) -> None:
    one = ET.SubElement(bindery, "Resource")
    ET.SubElement(one, "Part", BinderySignatureID=name)
    signature = ET.SubElement(one, "BinderySignature", BinderySignatureType="Die", DieLayoutRef="die")
    bleed = points(ticket.shop.press.bleed)
    ET.SubElement(
        signature,
        "SignatureCell",
        {f"Bleed{edge}": bleed for edge in ("Face", "Foot", "Head", "Spine")},
        Sides="TwoSidedHeadToHead" if ticket.shop.backing.is_two_sided else "OneSided",
        TrimSize=points(ticket.shape.width, ticket.shape.height),
    )
