"""Commands that people copy off the screen: none is broken over two lines."""

from __future__ import annotations

import pytest

from keytag.cli.screen.spelling import command_apart, lines

COMMAND = 'keytag approve cong-an-phuong-van-mieu.yaml --by "Đại úy Nguyễn Văn A" --as checked'


@pytest.mark.parametrize("width", [30, 41, 57, 80])
def test_a_command_stays_whole(width: int) -> None:
    """Words before and behind it break as they must; the command stands on one line, however long it is."""
    text = f"Không có hình của mẫu này; muốn xem thì so với gói đã gửi: {COMMAND}. Từ nay keytag handoff từ chối."
    broken = lines(text, width)
    assert any(COMMAND in line for line in broken)
    assert any("keytag handoff" in line for line in broken)
    assert all(len(line) <= max(width, len(COMMAND) + 1) for line in broken)


def test_names_to_be_filled_in_belong_to_the_command() -> None:
    """What stands for a file or a text is part of what is typed; the sentence behind it is not."""
    text = (
        "Muốn xem hình thì so với gói đã gửi cho nhà in lần trước: keytag diff GÓI.zip ward.yaml --out … rồi xem."
    )
    assert "keytag diff GÓI.zip ward.yaml --out …" in " | ".join(lines(text, 60))


def test_a_wide_hint_puts_its_command_below() -> None:
    """A hint that is wider than the screen ends in its command on a line of its own; a short one stays."""
    hint = f"Người kiểm tra chạy trước: {COMMAND}"
    assert command_apart(hint) == ["Người kiểm tra chạy trước:", COMMAND]
    assert command_apart("Chạy: keytag check") == ["Chạy: keytag check"]
    assert command_apart(f"{COMMAND} là lệnh, không phải câu") == [f"{COMMAND} là lệnh, không phải câu"]
