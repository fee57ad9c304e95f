"""Numbers and quantities as a list of cases wants them, from the finders of numerals, shares and quantities."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Literal

from pipeline.evaluation.timex_cases import Amount, Bounds, Value
from pipeline.lexicon import model_dir
from pipeline.mentions import number_ranges, numerals, quantities, shares
from pipeline.mentions.units import Unit, read_units
from pipeline.records.record import record

Asked = Literal["number", "range", "ordinal", "percent", "money", "dimension", "age", "temperature", "amount"]

_RANGES_CLOSED = "Number/NumberRangeModelExperimentalMode"
# What the types of the lists ask for.
_ASKED: dict[str, Asked] = {
    "Number/NumberModel": "number",
    "Number/NumberRangeModel": "range",
    _RANGES_CLOSED: "range",
    "Number/OrdinalModel": "ordinal",
    "Number/PercentModel": "percent",
    "NumberWithUnit/CurrencyModel": "money",
    "NumberWithUnit/DimensionModel": "dimension",
    "NumberWithUnit/AgeModel": "age",
    "NumberWithUnit/TemperatureModel": "temperature",
    "Numeral": "number",
    "Ordinal": "ordinal",
    "AmountOfMoney": "amount",
    "Distance": "amount",
    "Quantity": "amount",
    "Temperature": "amount",
    "Volume": "amount",
    "test_money_extractor": "money",
    "test_money_parser": "money",
}
_OPEN = frozenset(("以上", "以下"))
_DIMENSIONS = frozenset(("length", "area", "volume", "mass", "speed", "data", "physics"))
_OF_ASKED = {"money": {"money"}, "dimension": _DIMENSIONS, "age": {"age"}, "temperature": {"temperature"}}
# The lists' names of units in the words of units.tsv.
_NAMES = {
    "Mu": "亩", "Jin": "斤", "Liang": "两", "Kilogram": "公斤", "Gram": "克", "Milligram": "毫克", "Microgram": "微克", "Ton": "吨", "Metric ton": "吨",
    "Pound": "磅", "Ounce": "盎司", "Kilometer": "公里", "Meter": "米", "Decimeter": "分米", "Centimeter": "厘米", "Millimeter": "毫米",
    "Micrometer": "微米", "Nanometer": "纳米", "Mile": "英里", "Foot": "英尺", "Inch": "英寸", "Yard": "码", "Light year": "光年", "Li": "里",
    "Centimetre": "厘米", "Metre": "米", "Kilometre": "公里", "Litre": "升", "Millilitre": "毫升", "Liter": "升", "Milliliter": "毫升", "Gallon": "加仑",
    "Square kilometer": "平方公里", "Square meter": "平方米", "Square centimeter": "平方厘米", "Hectare": "公顷", "Acre": "英亩", "Cubic meter": "立方米",
    "Kilometer per hour": "公里/小时", "Meter per second": "米/秒", "Mile per hour": "英里/小时", "Bit": "比特", "Byte": "字节", "Kilobyte": "KB",
    "Megabyte": "MB", "Gigabyte": "GB", "Terabyte": "TB", "Petabyte": "PB", "Watt": "瓦", "Kilowatt": "千瓦", "Celsius": "摄氏度", "Fahrenheit": "华氏度",
    "C": "摄氏度", "F": "华氏度", "Degree": "度", "Year": "岁", "Dollar": "美元", "Bitcoin": "比特币", "Chi": "尺", "Cun": "寸", "Zhang": "丈", "Qian": "钱", "Dan": "担", "Picometer": "皮米",
    "Square decimeter": "平方分米", "Square millimeter": "平方毫米", "Square mile": "平方英里", "Square foot": "平方英尺", "Square inch": "平方英寸",
    "Square yard": "平方码", "Are": "公亩", "Cubic centimeter": "立方厘米", "Cubic decimeter": "立方分米", "Cubic millimeter": "立方毫米",
    "Cubic kilometer": "立方公里", "Pint": "品脱", "Quart": "夸脱", "Nautical mile": "海里", "Kilometer per second": "公里/秒", "Foot per second": "英尺每秒",
    "Megawatt": "兆瓦", "Gigawatt": "吉瓦", "Milliwatt": "毫瓦", "Hectare (ha)": "公顷", "Carat": "克拉", "Stone": "英石", "Dram": "打兰", "Grain": "格令",
}  # fmt: skip
_SCALED_NAMES = {"Kilobit": ("比特", 1000), "Megabit": ("比特", 10**6), "Gigabit": ("比特", 10**9)}
_AGES = {
    "Year": ("岁", "周岁", "年"),
    "Month": ("月", "个月"),
    "Week": ("周", "星期", "个星期"),
    "Day": ("天", "日"),
}


@record
class NumberReading:
    """One number found: its span, its value, the upper end of a range, and the quantity or range that it stands in."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    quantity: quantities.Quantity | None = None
    range: number_ranges.NumberRange | None = None

    def __str__(self) -> str:
        """The value and its unit, or the range."""
        if self.range:
            return str(self.range)
        unit = f" {self.quantity.unit}" if self.quantity else ""
        return f"{self.value:f}{f'..{self.high:f}' if self.high is not None else ''}{unit}"


@cache
def _units() -> dict[str, Unit]:
    return read_units(model_dir() / "mentions" / "units.tsv")


def answers(kind: str) -> bool:
    """Whether cases of this type are about numbers, not about time."""
    return kind in _ASKED


def read_numbers(kind: str, text: str) -> list[NumberReading]:
    """The numbers of a text that lists of this type ask for."""
    asked = _ASKED[kind]
    match asked:
        case "number":
            return [_numeral(n, text, kind) for n in numerals.find(text)]
        case "range":
            return [NumberReading(r.start, r.end, Decimal(0), range=r) for r in number_ranges.find(text)]
        case "ordinal":
            return [NumberReading(n.start, n.end, n.value) for n in numerals.find(text) if n.ordinal]
        case "percent":
            return [NumberReading(s.start, s.end, s.percent) for s in shares.find(text)]
        case "amount":
            # These lists take what makes a quantity vague as part of it: 最多三点五英里.
            return [_quantity(q, q.first, q.last) for q in quantities.find(text)]
    found = [_quantity(q, q.start, q.end) for q in quantities.find(text) if q.dimension in _OF_ASKED[asked]]
    if kind == "test_money_parser" and not found:
        # The list reads money without a currency as yuan.
        found = [NumberReading(n.start, n.end, n.value) for n in numerals.find(text)]
    return found


def _numeral(n: numerals.Numeral, text: str, kind: str) -> NumberReading:
    """The number of a numeral: an ordinal's without 第, duckling's with a bare 个."""
    start = n.start
    while n.ordinal and text[start] in "第 ":
        start += 1
    end = n.end + (kind == "Numeral" and text[n.end : n.end + 1] in ("个", "個"))
    return NumberReading(start, end, n.value)


def _quantity(q: quantities.Quantity, start: int, end: int) -> NumberReading:
    return NumberReading(start, end, q.value, q.value_max, q)


def agrees(reading: NumberReading, wanted: Value, kind: str) -> bool:
    """Whether a reading has the value that the case asks for."""
    if isinstance(wanted, Bounds):
        return reading.range is not None and _bounds(reading.range, kind) == wanted
    if not isinstance(wanted, Amount):
        return False
    ends = [wanted.low, wanted.high] if wanted.low is not None else [wanted.high, None]
    q = reading.quantity
    if q is None:
        return all(_same(a, b, kind) for a, b in zip((reading.value, reading.high), ends, strict=True))
    for unit, factor in _meant(wanted.unit, q):
        high = None if q.value_max is None else q.value_max * q.factor / factor
        if unit == q.base and _same(q.base_value / factor, ends[0], kind) and _same(high, ends[1], kind):
            return True
    return False


def _bounds(r: number_ranges.NumberRange, kind: str) -> Bounds:
    """A range with the habits of the list.

    It leaves the number of a mere 以上 and 以下 out, and vague numbers have no upper end. Only its experimental mode
    closes the upper end of 20到30.
    """
    lower, upper = r.lower, None if r.kind == "vague" else r.upper
    low_closed, high_closed = (b is not None and b.closed and b.word not in _OPEN for b in (lower, upper))
    if r.kind == "between" and kind != _RANGES_CLOSED:
        high_closed = False
    return Bounds(lower.value if lower else None, upper.value if upper else None, (low_closed, high_closed))


def _meant(name: str, q: quantities.Quantity) -> Iterator[tuple[str, Decimal]]:
    """The canonical units that the list's name of a unit can mean, and how many of it one is."""
    if q.dimension == "age":
        if q.unit in _AGES.get(name, ()):
            yield q.base, q.factor
    elif name == "Cent":
        yield q.base, Decimal("0.01")
    elif name == "Dollar":
        yield q.base, Decimal(1)
    elif name in _SCALED_NAMES:
        unit, scale = _SCALED_NAMES[name]
        yield _units()[unit].base, scale * _units()[unit].factor
    elif (unit_name := _NAMES.get(name, name)) in _units():
        yield _units()[unit_name].base, _units()[unit_name].factor
    else:
        yield name, Decimal(1)


def _same(found: Decimal | None, wanted: Decimal | None, kind: str) -> bool:
    """Equal to the digits that the lists print: 15, for money cents."""
    if found is None or wanted is None:
        return found is wanted
    if kind == "test_money_parser":
        return abs(found - wanted) <= Decimal("0.005")
    return abs(found - wanted) <= abs(wanted) * Decimal("1e-12")
