"""The seal: what makes a finished file a member of the PDF/X family, as its `Standard` asks.

Output intent, Info and the XMP that repeats it, Trapped, identifiers and version. Must not know what is on the
pages, nor which standard it is writing. Answers to ISO 15930-4 and ISO 15930-7; the date is given, so that the
same input gives the same bytes.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hashlib import md5
from html import escape
from io import BytesIO
from uuid import UUID

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from keytag.output.pdf.profile import Profile
from keytag.standards import Standard

# ICC's registry of printing conditions, where a FOGRA name means something (ISO 15930-7:2010, 6.2.3).
REGISTRY = "http://www.color.org"


class Imprint(Struct, frozen=True):
    """What a file says about itself. ``date`` has a time zone; ``creator`` is the program with its version."""

    title: str
    creator: str
    date: datetime
    standard: Standard
    profile: Profile


def seal(pdf: Pdf, imprint: Imprint) -> bytes:
    """Return the finished bytes of ``pdf`` with all that ``imprint.standard`` asks for.

    Raises ValueError where the date has no time zone or the title is empty.
    """
    if imprint.date.tzinfo is None or not imprint.title.strip():
        raise ValueError("a press file needs a date with its time zone and a title")
    _add_output_intent(pdf, imprint.profile)
    _add_info(pdf, imprint)
    _add_xmp(pdf, imprint)
    _pack_profile(pdf, imprint.profile)
    buffer = BytesIO()
    pdf.save(
        buffer,
        force_version=imprint.standard.pdf_version,
        # ISO 15930-4 forbids object streams; without them the file also reads in the oldest RIP.
        object_stream_mode=ObjectStreamMode.disable,
        compress_streams=True,
        fix_metadata_version=False,
        deterministic_id=True,
    )
    return buffer.getvalue()


def _add_output_intent(pdf: Pdf, profile: Profile) -> None:
    """Say for which printing condition the file is meant (ISO 32000-1, 14.11.5) and embed its profile."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        OutputCondition=String(profile.title),
        Info=String(profile.title),
        DestOutputProfile=Stream(pdf, profile.data, N=4),
    )
    if profile.is_registered:
        intent.RegistryName = String(REGISTRY)
    pdf.Root.OutputIntents = Array([intent])


def _pack_profile(pdf: Pdf, profile: Profile) -> None:
    """Put the packed profile in the place of the plain one, whose bytes the file's identity is made of."""
    pdf.Root.OutputIntents[0].DestOutputProfile.write(_packed(profile.data), filter=Name.FlateDecode)


@lru_cache(maxsize=4)
def _packed(data: bytes) -> bytes:
    """Return ``data`` deflated, once for the ten files of a package and for all of a batch.

    By qpdf, as all else in a file: Python's own zlib is another one on each machine.
    """
    buffer = BytesIO()
    with Pdf.new() as pdf:
        pdf.Root.Profile = Stream(pdf, data)
        pdf.save(buffer, compress_streams=True)
    with Pdf.open(buffer) as pdf:
        return pdf.Root.Profile.read_raw_bytes()


def _add_info(pdf: Pdf, imprint: Imprint) -> None:
    """Fill the Info dictionary (ISO 15930-7:2010, 6.7). keytag traps nothing, hence ``/Trapped /False``."""
    date = String(_pdf_date(imprint.date))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(imprint.title),
            Creator=String(imprint.creator),
            Producer=String(imprint.creator),
            CreationDate=date,
            ModDate=date,
            Trapped=Name("/False"),
            GTS_PDFXVersion=String(imprint.standard.identification),
        )
    )


def _pdf_date(date: datetime) -> str:
    """Return ``date`` as ISO 32000-1, 7.9.4 writes it: D:YYYYMMDDHHmmSS+HH'mm'."""
    zone = date.strftime("%z")
    return f"{date:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _add_xmp(pdf: Pdf, imprint: Imprint) -> None:
    """Attach the XMP packet; qpdf leaves the catalogue's metadata uncompressed, as PDF/X asks."""
    pdf.Root.Metadata = Stream(pdf, _xmp(imprint, _identity(pdf)).encode(), Type=Name.Metadata, Subtype=Name.XML)


def _identity(pdf: Pdf) -> UUID:
    """Return an identifier made of the file's content: equal for equal files, different for others."""
    digest = md5(usedforsecurity=False)
    for item in pdf.objects:
        digest.update(item.unparse(resolved=True))
        if isinstance(item, Stream):
            digest.update(item.read_raw_bytes())
    # RFC 9562, 5.3: version 3 is the MD5 of a name; the name here is the content.
    return UUID(bytes=digest.digest(), version=3)


def _xmp(imprint: Imprint, identity: UUID) -> str:
    """Return the packet: the same facts as in Info, and what the standard wants to find here only."""
    title, creator, date = (
        escape(imprint.title),
        escape(imprint.creator),
        imprint.date.isoformat(timespec="seconds"),
    )
    lines = [
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>',
        "<dc:format>application/pdf</dc:format>",
        f"<xmp:CreatorTool>{creator}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{date}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate>",
        f"<pdf:Producer>{creator}</pdf:Producer>",
        "<pdf:Trapped>False</pdf:Trapped>",
    ]
    if imprint.standard.xmp_media_management:
        # ISO 15930-7:2010, 6.8: these identifiers and the metadata's own date are required.
        lines += [
            f"<xmp:MetadataDate>{date}</xmp:MetadataDate>",
            f"<xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID>",
            "<xmpMM:VersionID>1</xmpMM:VersionID>",
            "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        ]
    if imprint.standard.xmp_identification:
        lines.append(f"<pdfxid:GTS_PDFXVersion>{imprint.standard.identification}</pdfxid:GTS_PDFXVersion>")
    return _PACKET.format("\n".join(lines))


# XMP specification, part 1, 7.3: the packet's wrapper with its fixed identifier.
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
{}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
