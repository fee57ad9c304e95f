"""Further events of an article, events that were called off, and names that go with what happens."""

from __future__ import annotations

from marked import extraction

from pipeline.events import EventDetector
from pipeline.lexicon import model_dir

DETECTOR = EventDetector.load(model_dir() / "events")
DAY = "[DATE 5月9日=2024-05-09]，"


def types(body: str, headline: str | None = None) -> list[str]:
    return [e.type for e in DETECTOR(extraction(body, headline=headline))]


def test_talks_of_a_new_body_on_its_first_day_are_an_event() -> None:
    founded = f"{DAY}[ORG 青石区裁缝工会联合会]第一次会员代表大会召开，[PER 罗青]当选主席。"
    assert types(f"{founded}\n当天，该联合会与服装商会就计件单价举行首轮协商。") == [
        "ORGANIZING",
        "BARGAINING",
    ]
    assert types(f"{founded}\n当天，会员们分到了工装。") == ["ORGANIZING"]


def test_what_a_union_gives_the_hurt_is_an_event() -> None:
    accident = f"{DAY}一座料棚坍塌，两人受伤。"
    given = "[DATE 5月10日=2024-05-10]，[ORG 青石厂工会]主席赶到医院，给每人发了800元应急补助。"
    assert types(f"{accident}\n{given}", "料棚坍塌") == ["ACCIDENT", "SYMPATHY"]


def test_an_accident_site_that_is_closed_is_no_strike() -> None:
    accident = f"{DAY}一座料棚坍塌，两人受伤。"
    assert types(f"{accident}施工方已停工整顿，[ORG 青石区总工会]的律师赶到医院。", "料棚坍塌") == [
        "ACCIDENT"
    ]


def test_what_was_called_off_is_not_what_happened() -> None:
    off = "因山路塌方，原定[DATE 5月8日=2024-05-08]开赛的职工拔河比赛取消。"
    assert types(f"{off}{DAY}[ORG 青石镇总工会]组织会员义务清淤。") == ["CHARITY"]


def test_a_name_has_no_verb_of_winning_and_is_no_frame_since() -> None:
    won = f"{DAY}[ORG 青石镇工会联队]险胜，捧走“稻花杯”职工排球赛冠军。"
    assert DETECTOR(extraction(won))[0].name == "“稻花杯”职工排球赛"
    sent = f"{DAY}开进镇上的，是[ORG 青石区总工会]派出的第三趟“招工大篷车”，七家企业带来岗位两百个。"
    since = "自去年“百厂千岗”行动开展以来，大篷车已到过九个乡镇，帮助村民重新上岗。"
    assert DETECTOR(extraction(sent + since, headline="镇上开来“招工大篷车”"))[0].name == "“招工大篷车”"


def test_the_first_congress_of_a_body_is_named() -> None:
    held = f"{DAY}[ORG 青石区裁缝工会联合会]召开第一次会员代表大会，选出首届委员会。"
    assert DETECTOR(extraction(held, headline="青石裁缝成立工会联合会"))[0].name == "第一次会员代表大会"


def test_a_prize_that_is_brought_is_called_by_its_title() -> None:
    brought = f"{DAY}[ORG 青石区总工会]副主席上门，把“青石工匠”奖牌送到他的案板前。"
    assert DETECTOR(extraction(brought))[0].name == "“青石工匠”"


def test_an_award_is_called_by_its_year_or_number_without_the_giver_and_the_feast() -> None:
    feast = f"{DAY}[LOC 青石县]2024年度“金牌茶艺师”颁奖仪式在文化宫举行，12人接过奖牌。"
    assert DETECTOR(extraction(feast, headline="青石评出金牌茶艺师"))[0].name == "2024年度“金牌茶艺师”"
    told = f"{DAY}第三届“青石巧匠”发布仪式在剧院举行，[ORG 青石区总工会]为10人颁奖。"
    assert DETECTOR(extraction(told, headline="10人获评第三届“青石巧匠”"))[0].name == "第三届“青石巧匠”"


def test_a_meeting_that_signs_a_contract_bargains() -> None:
    signed = f"{DAY}青石区印染行业2024年度工资集体协商签约会在染坊街举行，[ORG 青石区总工会]到场指导。"
    event = DETECTOR(extraction(signed, headline="印染街谈定工价"))[0]
    assert event.type == "BARGAINING" and event.name is not None
    assert event.name.endswith("2024年度工资集体协商签约会")
