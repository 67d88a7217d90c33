from __future__ import annotations

import struct
from pathlib import Path

import pytest

from keytag.drawing.ink import BLACK, PAPER, Cmyk, Ink, spot
from keytag.errors import MissingResourceError
from keytag.output.pdf.profile import Profile, cmyk_from_hexes, read_profile, require_version, srgb_from_ink
from keytag.standards import PDF_X1A, PDF_X4

FOGRA39 = Path(__file__).parents[4] / "templates" / "profiles" / "FOGRA39L_coated.icc"


def inks_of(profile: Profile, colour: str) -> Cmyk:
    """Return the inks for one screen colour."""
    return cmyk_from_hexes(profile, (colour,))[colour]


@pytest.fixture(scope="module")
def profile() -> Profile:
    """The default output profile."""
    return read_profile(FOGRA39.read_bytes())


def test_profile_knows_what_it_is(profile: Profile) -> None:
    """A profile carries its condition, its own title, its ICC version and a stable hash."""
    assert (profile.condition, profile.title, profile.version) == ("FOGRA39", "FOGRA39L Coated", (2, 2))
    assert len(profile.digest) == 64
    assert read_profile(FOGRA39.read_bytes()) == profile


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        ("#DA251D", (0.0, 1.0, 1.0, 0.0)),
        ("#FFFF00", (0.0, 0.0, 1.0, 0.0)),
        ("#000000", (0.0, 0.0, 0.0, 1.0)),
        ("#FFFFFF", (0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_flag_colours_come_out_clean(profile: Profile, colour: str, inks: tuple[float, ...]) -> None:
    """Flag red, yellow, black and white become solids without traces of other inks."""
    assert inks_of(profile, colour) == inks
    assert inks_of(profile, colour.lower().removeprefix("#")) == inks


def test_other_colours_keep_their_tints(profile: Profile) -> None:
    """A colour between the solids keeps its amounts, in whole per cent."""
    navy = inks_of(profile, "#003366")
    assert navy[0] == 1.0
    assert 0.5 < navy[1] < 0.9
    assert all(round(amount, 2) == amount for amount in navy)


def test_greys_print_in_black_alone(profile: Profile) -> None:
    """Neutral greys use the black plate only, and darker ones more of it."""
    blacks = [inks_of(profile, f"#{grey:02x}{grey:02x}{grey:02x}") for grey in (0xE0, 0x80, 0x40)]
    assert all(inks[:3] == (0.0, 0.0, 0.0) for inks in blacks)
    light, middle, dark = (inks[3] for inks in blacks)
    assert 0 < light < 0.3 < middle < dark <= 1


@pytest.mark.parametrize("colour", ["red", "#12345", "#12345G", "", "#+1+1+1", "#DA 51D"])
def test_what_is_no_colour_is_refused(profile: Profile, colour: str) -> None:
    """Only six hexadecimal digits are a colour."""
    with pytest.raises(ValueError, match="is not a colour"):
        inks_of(profile, colour)


def test_inks_look_like_themselves(profile: Profile) -> None:
    """Paper looks white, black dark, red red; a spot is shown by its alternate at its tint."""
    assert srgb_from_ink(profile, PAPER) == (255, 255, 255)
    assert max(srgb_from_ink(profile, BLACK)) < 50
    red, green, blue = srgb_from_ink(profile, Ink("flag-red", (0.0, 1.0, 1.0, 0.0)))
    assert red > 200
    assert max(green, blue) < 60
    half = spot("Cut", (0.0, 1.0, 0.0, 0.0), tint=0.5)
    assert srgb_from_ink(profile, half) == srgb_from_ink(profile, Ink("pink", (0.0, 0.5, 0.0, 0.0)))


@pytest.mark.parametrize("spoil", ["empty", "text", "screen", "rgb", "cut off", "huge", "no tables"])
def test_unusable_profiles_are_refused(spoil: str) -> None:
    """What is not a CMYK output profile stops keytag with a message that names it."""
    data = FOGRA39.read_bytes()
    bad = {
        "empty": b"",
        "text": b"not a profile " * 20,
        "screen": data[:12] + b"mntr" + data[16:],
        "rgb": data[:16] + b"RGB " + data[20:],
        "cut off": data[:1000],
        "huge": data + bytes(8_000_000),
        "no tables": data.replace(b"B2A0", b"xxxx", 1),
    }[spoil]
    with pytest.raises(MissingResourceError, match="FOGRA51") as caught:
        read_profile(bad, "FOGRA51")
    assert "FOGRA51" in caught.value.message.vi


def test_damaged_profile_is_refused_when_it_is_needed() -> None:
    """A profile whose tables are rubbish stops keytag with a message, not with a crash."""
    data = FOGRA39.read_bytes()
    damaged = read_profile(data[:1000] + bytes(len(data) - 1000))
    with pytest.raises(MissingResourceError, match="damaged"):
        inks_of(damaged, "#DA251D")


def test_a_standard_takes_profiles_up_to_its_version(profile: Profile) -> None:
    """PDF/X-1a refuses a profile of version 4 and says why; PDF/X-4 takes it, and both take version 2."""
    data = FOGRA39.read_bytes()
    newer = read_profile(data[:8] + b"\x04\x20" + data[10:])
    assert newer.version == (4, 2)
    assert require_version(newer, PDF_X4) is newer
    assert require_version(profile, PDF_X1A) is profile
    with pytest.raises(MissingResourceError, match=r"ICC version 4\.2, and PDF/X-1a:2003 .* up to version 2"):
        require_version(newer, PDF_X1A)


def test_a_profile_of_version_4_has_its_title() -> None:
    """The title is read from a description of many languages, too."""
    data = FOGRA39.read_bytes()
    title = "Tờ rơi".encode("utf-16-be")
    tag = b"mluc" + bytes(4) + struct.pack(">IIHHII", 1, 12, 0x656E, 0x5553, len(title), 28) + title
    at = data.index(b"desc", 132)
    entry = struct.pack(">4sII", b"desc", len(data), len(tag))
    whole = data[:at] + entry + data[at + 12 :] + tag
    assert read_profile(struct.pack(">I", len(whole)) + whole[4:], None).title == "Tờ rơi"
