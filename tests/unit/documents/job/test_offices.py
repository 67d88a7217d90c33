"""Which office a name means: written out in full, of the right kind, for every unit there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from unicodedata import normalize

import pytest

from keytag.documents.job.offices import Scope, is_bare_name, office_of, scope_of, write_out_office
from keytag.vietnam.places import Province, Unit, UnitKind, own_table

TODAY = own_table().date
THEN = date(2020, 4, 15)
SHORT = {UnitKind.COMMUNE: "X", UnitKind.WARD: "P", UnitKind.ZONE: "ĐK"}


def province(name: str) -> Province:
    """Return today's province of that name."""
    found = own_table().province(name)
    assert found is not None
    return found


GIA_LAI = scope_of("Công an tỉnh Gia Lai", "Gia Lai", TODAY, ["Đak Đoa"])
DAK_DOA = scope_of("Công an huyện Đak Đoa", "Gia Lai", THEN, ["Glar", "Hà Bầu"])
AN_KHE = scope_of("Công an phường An Khê", "Gia Lai", TODAY, ["Đông"])


@pytest.mark.parametrize(
    ("spelt", "of"),
    [
        ("Công an xã X", lambda kind, name: f"Công an {kind} {name}"),
        ("CA xã X", lambda kind, name: f"CA {kind} {name}"),
        ("C.A. xã X", lambda kind, name: f"C.A. {kind} {name}"),
        ("CAX X", lambda kind, name: f"CA{SHORT[kind]} {name}"),
        ("CAX. X", lambda kind, name: f"CA{SHORT[kind]}. {name}"),
        ("CA X. X", lambda kind, name: f"CA {SHORT[kind]}. {name}"),
        ("Công an X.X", lambda kind, name: f"Công an {SHORT[kind]}.{name}"),
        ("X. X", lambda kind, name: f"{SHORT[kind]}. {name}"),
        ("X.X", lambda kind, name: f"{SHORT[kind]}.{name}"),
        ("xã X", lambda kind, name: f"{kind} {name}"),
        ("CÔNG AN XÃ X", lambda kind, name: f"Công an {kind} {name}".upper()),
        ("CAX X in capitals", lambda kind, name: f"CA{SHORT[kind]} {name}".upper()),
        ("XÃ X", lambda kind, name: f"{kind} {name}".upper()),
        ("công an xã x", lambda kind, name: f"Công an {kind} {name}".lower()),
        ("CAX X, decomposed", lambda kind, name: normalize("NFD", f"CA{SHORT[kind]} {name}")),
        ("3. Công an xã X", lambda kind, name: f"3. Công an {kind} {name}"),
        ("X", lambda _, name: name),
    ],
)
def test_every_unit_of_today_has_its_own_office(spelt: str, of: Callable[[UnitKind, str], str]) -> None:
    """Each of the 3,321 units, however its office is shortened, is read as that very office under its province."""
    wrong: list[tuple[str, str | None]] = []
    for home in own_table().provinces:
        units = own_table().units_in(home)
        scope = scope_of(f"Công an {home.full(TODAY)}", home.name, TODAY, [unit.name for unit in units])
        for unit in units:
            kind = unit.kind_on(TODAY)
            said = of(kind, unit.name)
            if office_of(said, scope) != f"Công an {kind} {unit.name}":
                wrong.append((said, office_of(said, scope)))
    assert wrong == [], spelt


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Công an xã Đak Đoa", "Công an xã Đak Đoa"),
        ("CA xã Kbang", "Công an xã Kbang"),
        ("CAX Ia Băng", "Công an xã Ia Băng"),
        ("C.A.X Glar", "Công an xã Glar"),
        ("CAxã Glar", "Công an xã Glar"),
        ("CATT Đak Đoa", "Công an thị trấn Đak Đoa"),
        ("CA T.T Đak Đoa", "Công an thị trấn Đak Đoa"),
        ("TT. Đak Đoa", "Công an thị trấn Đak Đoa"),
        ("Ph. An Khê", "Công an phường An Khê"),
        ("P5", "Công an phường 5"),
        ("F.12", "Công an phường 12"),
        ("Đồn CA Ia Nan", "Đồn Công an Ia Nan"),
        ("Trạm Công an cửa khẩu Lệ Thanh", "Trạm Công an cửa khẩu Lệ Thanh"),
        ("Công an khu công nghiệp Trà Đa", "Công an khu công nghiệp Trà Đa"),
        ("Ban CA xã Glar", "Ban Công an xã Glar"),
        ("CAH Đak Đoa", "Công an huyện Đak Đoa"),
        ("CAQ. 1", "Công an quận 1"),
        ("Công an TP. Pleiku", "Công an thành phố Pleiku"),
        ("CATP.HCM", "Công an thành phố Hồ Chí Minh"),
        ("CATX An Khê", "Công an thị xã An Khê"),
        ("CAT Gia Lai", "Công an tỉnh Gia Lai"),
        ("Huyện Đak Đoa", "Công an huyện Đak Đoa"),
        ("XÃ K'DANG", "Công an xã K'Dang"),
        ("CÔNG AN XÃ FOO BAR", "CÔNG AN XÃ FOO BAR"),
        ("Xã Ia Băng, H. Đak Đoa", "Công an xã Ia Băng, huyện Đak Đoa"),
        ("Xã: Glar", "Công an xã Glar"),
        ("- Xã Glar", "Công an xã Glar"),
        ("“Công an xã Glar”", "Công an xã Glar"),
        ("Cong an xa Glar", "Công an xã Glar"),
        ("Dak Doa", "Công an xã Dak Doa"),
        ("CA Đak Đoa", "Công an xã Đak Đoa"),
        ("CA Kờ Bang", "Công an Kờ Bang"),
        ("Hà Bầu", "Công an xã Hà Bầu"),
        # What is none: hamlets, departments, designs, persons, a kind without its name.
        *(
            (name, None)
            for name in (
                *("Thôn 3", "Tổ dân phố 9", "Tổ 3/2", "Ấp Con", "Nhóm doanh nghiệp", "Mẫu đỏ", "X. 3", "P.101"),
                *("P. Cảnh sát hình sự", "P. CSGT", "TT. Chỉ huy", "TT Thông tin", "Phòng PC06", "Xã đội Glar"),
                *("Huyện đoàn", "Công an xã", "CAX", "CA tỉnh", "Công an viên thôn 3", "Công an nhân dân"),
                *(
                    "Công an thôn 3",
                    "CÔNG AN VIÊN THÔN 3",
                    "Ca Thành",
                    "Cao Bằng",
                    "Bản Lầu",
                    "",
                    "…",
                    "x" * 20_000,
                ),
            )
        ),
    ],
)
def test_a_name_is_its_office_or_none(name: str, office: str | None) -> None:
    """Under a province's office short forms are written out; what names no office of its own has the job's."""
    assert office_of(name, GIA_LAI) == office


@pytest.mark.parametrize(
    ("name", "scope", "office"),
    [
        ("Đak Đoa", DAK_DOA, "Công an thị trấn Đak Đoa"),
        ("TT Đak Đoa", DAK_DOA, "Công an thị trấn Đak Đoa"),
        ("Đak Đoa", AN_KHE, None),
        ("X. Đông", AN_KHE, None),
        ("P. 5", AN_KHE, None),
        ("CAX Đak Đoa", AN_KHE, "Công an xã Đak Đoa"),
        ("Công an Kbang", AN_KHE, "Công an xã Kbang"),
        ("Công an Đak Đoa", scope_of("Công an tỉnh Gia Lai", None, THEN), "Công an Đak Đoa"),
        ("Đak Đoa", Scope(TODAY, is_above=True, lists_units=True), None),
        ("Phường Đúc", Scope(THEN, province("Huế"), is_above=True, lists_units=True), "Công an phường Phường Đúc"),
        ("Xa Dung", Scope(TODAY, province("Điện Biên"), None, True, True), "Công an xã Xa Dung"),
    ],
)
def test_what_a_name_is_depends_on_day_and_place(name: str, scope: Scope, office: str | None) -> None:
    """The day decides the kind, the job's own office whether editions are communes or hamlets."""
    assert office_of(name, scope) == office


def test_hamlets_called_like_communes_are_no_communes() -> None:
    """Names without a kind are those of communes only where nearly all of a list are."""
    names = ["Đak Đoa", "Bờ Hồ", "Cầu Đá"]
    assert office_of("Đak Đoa", scope_of("Công an tỉnh Gia Lai", "Gia Lai", TODAY, names)) is None


def test_a_code_says_which_kind_is_meant() -> None:
    """A unit's code with its name settles the kind, whatever the rest of the list is."""
    scope, unit = scope_of("Công an phường An Khê", "Gia Lai", TODAY), own_table().units("Kbang")[0]
    assert isinstance(unit, Unit)
    assert office_of("Kbang", scope, unit) == "Công an xã Kbang"
    assert office_of("Glar", scope, unit) is None


@pytest.mark.parametrize(
    ("issuer", "printed"),
    [
        ("CAX Ia Băng", "Công an xã Ia Băng"),
        ("CA xã X, H. Đak Đoa", "Công an xã X, huyện Đak Đoa"),
        ("Công an P. An Khê", "Công an phường An Khê"),
        ("CÔNG AN TỈNH GIA LAI – CA P. AN KHÊ", "CÔNG AN TỈNH GIA LAI – CÔNG AN PHƯỜNG AN KHÊ"),
        *(
            (same, same)
            for same in (
                *("Công an phường An Khê", "CÔNG AN XÃ ĐAK ĐOA", "Công an xa Đak Đoa", "Cong an phuong An Khe"),
                *("UBND P. An Khê", "Công an Đak Đoa", "Xã Đak Đoa", "Bộ Công an", "Ca Thành", "CA " * 9000),
            )
        ),
    ],
)
def test_an_issuer_is_written_out_and_else_left_alone(issuer: str, printed: str) -> None:
    """An issuer's short forms never print; nothing else of what somebody wrote is changed, slips included."""
    assert write_out_office(issuer, TODAY) == printed


@pytest.mark.parametrize("name", ["Đak Đoa", "Chợ Mới", "Trường Sơn", "An Ninh", "Bản Lầu"])
def test_a_communes_name_may_begin_like_another_word(name: str) -> None:
    """Markets, schools and hamlets give communes their names."""
    assert is_bare_name(name)
