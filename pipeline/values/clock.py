"""Times of day → TIMEX3: 晚7时 is T19:00, 上午 TMO."""

from __future__ import annotations

from pipeline.mentions import time_grammar as g
from pipeline.mentions.numerals import parse
from pipeline.patterns import regex

_CLOCK = regex(rf"(?P<hour>{g.SMALL})(?:[时点]|:|：)(?P<minute>\d{{1,2}}|{g.SMALL})?(?P<half>半)?")
_AFTERNOON = ("下午", "傍晚", "晚", "夜里", "夜间", "深夜", "午后", "黄昏")
_PARTS_OF_DAY = {
    "凌晨": "NI", "清晨": "MO", "早晨": "MO", "早上": "MO", "上午": "MO", "中午": "MI", "正午": "MI", "下午": "AF", "午后": "AF",
    "傍晚": "EV", "晚上": "EV", "夜里": "NI", "夜间": "NI", "深夜": "NI", "晚": "EV", "早": "MO", "夜": "NI", "晨": "MO", "亮": "MO",
    "黑": "EV", "白天": "DT", "午前": "MO", "晌午": "MI", "午间": "MI", "黄昏": "EV",
}  # fmt: skip


def time_timex(text: str) -> str:
    """The TIMEX3 time of what follows a day: 晚7时 is T19:00, 上午 TMO; "" where there is none."""
    text = text.lstrip(" （(")
    clock = _CLOCK.search(text)
    if clock is None:
        for name, code in _PARTS_OF_DAY.items():
            if name in text:
                return f"T{code}"
        return ""
    hour, minute = parse(clock["hour"]), parse(clock["minute"] or "零")
    if hour is None or minute is None or hour > 24 or minute > 59:
        return ""
    late = any(word in text[: clock.start()] for word in _AFTERNOON)
    value = int(hour) + (12 if late and hour < 12 else 0)
    return f"T{value:02d}:{30 if clock['half'] else int(minute):02d}"
