import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pages.decode import clean, decode, detect, looks_binary

SIMPLIFIED = (
    "本报讯（记者 白一川）5月8日，云州市总工会在人民广场举办职业技能比武，来自36家企业的210名职工参加。"
)
TRADITIONAL = (
    "本報訊（記者 白一川）5月8日，雲州市總工會在人民廣場舉辦職業技能比武，來自36家企業的210名職工參加。"
)


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "gb18030", "gb18030"),
        ("云州市总工会", "gb18030", "gb18030"),
        ("雲州市總工會", "big5", "big5hkscs"),
        ("plain ASCII", "ascii", "utf-8"),
        ("<p>" + "x" * 300_000 + SIMPLIFIED, "gb18030", "gb18030"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, named, 0)


def test_what_cannot_be_decoded_is_counted() -> None:
    data = SIMPLIFIED.encode()
    broken = data[:9] + b"\xff\xfe" + data[9:]
    decoded = decode(broken)
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 2
    assert decoded.text.replace("\ufffd", "") == SIMPLIFIED


def test_a_replacement_character_of_the_text_itself_is_no_loss() -> None:
    assert decode(f"{SIMPLIFIED}\ufffd".encode()).replaced == 0


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("一\x00二\x0b三\x7f四\x85", "一 二 三 四\x85"),
        ("一\t二\u2028三\u3000", "一\t二\u2028三\u3000"),
        ("一\ud800二", "一\ufffd二"),
    ],
)
def test_line_ends_become_one_and_control_characters_spaces(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_and_keeps_the_length(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert len(once) == len(text.replace("\r\n", "\n"))


@given(st.binary(max_size=200))
def test_any_bytes_have_an_encoding(data: bytes) -> None:
    assert isinstance(decode(data).text, str)
    assert detect(data)
    looks_binary(data)


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"%PDF-1.7\n" + b"x" * 100, True),
        (b"\x89PNG\r\n\x1a\n\0\0", True),
        (b"PK\x03\x04rest", True),
        (bytes(range(256)) * 20, True),
        (b"abc\0def", True),
        (SIMPLIFIED.encode(), False),
        (SIMPLIFIED.encode("utf-16"), False),
        (SIMPLIFIED.encode("utf-16-be"), False),
        (SIMPLIFIED.encode("gb18030") + b"\x1b", False),
    ],
)
def test_binary_files_are_told_from_text(data: bytes, binary: bool) -> None:
    assert looks_binary(data) is binary
