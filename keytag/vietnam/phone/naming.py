"""What a number is, in words that stand beside it where it is shown back."""

from __future__ import annotations

from keytag.text.text import Text
from keytag.vietnam.phone.areas import Area
from keytag.vietnam.phone.reading import CHILD_PROTECTION, NumberKind, PhoneNumber, Region

_EMERGENCY = {
    "113": Text("công an (khẩn cấp)", "police (emergency)"),
    "114": Text("cứu hỏa, cứu nạn", "fire brigade"),
    "115": Text("cấp cứu y tế", "ambulance"),
    CHILD_PROTECTION: Text("bảo vệ trẻ em", "child protection"),
}
_LINES = {
    Region.NORTH: Text("đường dây Công an, miền Bắc", "police line, north"),
    Region.SOUTH: Text("đường dây Công an, miền Nam", "police line, south"),
    Region.CENTRE: Text("đường dây Công an, miền Trung", "police line, centre"),
}
_NAMES = {
    NumberKind.FORCES: Text("069, dùng chung nhiều lực lượng", "069, shared by several forces"),
    NumberKind.RESCUE: Text("cứu nạn thiên tai", "disaster rescue"),
    NumberKind.SHORT: Text("số ngắn", "short number"),
    NumberKind.MOBILE: Text("di động", "mobile"),
    NumberKind.FREE: Text("gọi miễn phí", "free call"),
    NumberKind.PREMIUM: Text("tính cước cao", "premium rate"),
    NumberKind.SATELLITE: Text("vệ tinh VSAT", "satellite"),
    NumberKind.OLD_MOBILE: Text("di động 11 số cũ", "old mobile, 11 digits"),
    NumberKind.FOREIGN: Text("số nước ngoài", "foreign"),
    NumberKind.UNKNOWN: Text("không rõ", "unknown"),
}


def described(number: PhoneNumber) -> Text:
    """Return what ``number`` is, in a few words: “cố định Gia Lai”, “di động”."""
    if number.national in _EMERGENCY:
        return _EMERGENCY[number.national]
    if number.region is not None:
        return _LINES[number.region]
    if number.area is None or number.kind is NumberKind.UNKNOWN:
        return _NAMES.get(number.kind, _NAMES[NumberKind.UNKNOWN])
    place = _place(number.area)
    if number.kind is NumberKind.FORMER_LANDLINE:
        return Text(f"cố định {place.vi}, mã vùng cũ", f"landline, {place.en}, former area code")
    return Text(f"cố định {place.vi}", f"landline, {place.en}")


def _place(area: Area) -> Text:
    if area.planned is None:
        return Text(area.today, area.today)
    return Text(f"{area.province} (nay là {area.today})", f"{area.province} (now {area.today})")
