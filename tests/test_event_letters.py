"""Letters to the editor, readers' questions, and what a union does after them."""

from __future__ import annotations

import pytest
from marked import extraction

from pipeline.events import EventDetector
from pipeline.lexicon import model_dir

DETECTOR = EventDetector.load(model_dir() / "events")
LETTER = "编辑同志：我是送奶工。[DATE 3月2日=2024-03-02]，我想进歇脚站接热水，门却锁着。驿站成了摆设。"


@pytest.mark.parametrize(
    ("followed", "type_", "day"),
    [
        (
            "编后：[DATE 3月9日=2024-03-09]，[ORG 青石区总工会]对六处驿站逐一检查，换了管理员。",
            "INSPECTION",
            "2024-03-09",
        ),
        (
            "记者追踪：[DATE 3月11日=2024-03-11]，[ORG 青石区总工会]挨个检查了歇脚站。",
            "INSPECTION",
            "2024-03-11",
        ),
    ],
)
def test_what_was_done_about_a_letter_is_the_event(followed: str, type_: str, day: str) -> None:
    event = DETECTOR(extraction(f"{LETTER}\n{followed}", headline="歇脚站为何锁着门"))[0]
    assert (event.type, str(event.start_date)) == (type_, day)


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (
            "换了厂子，互助金还能领吗？",
            "读者来电询问：换了厂子，互助金还能不能领？工作人员解释，转移手续办妥就能领。",
        ),
        (
            "夜班津贴少发了，找谁？",
            "问：我上夜班，津贴只拿到一半，对吗？\n[ORG 厂工会]答：按照集体合同，夜班津贴按月发放。",
        ),
        ("实习生有工伤保险吗？", "请问实习生受伤算不算工伤？律师答复，要看协议怎么写。"),
    ],
)
def test_a_question_that_is_only_explained_tells_of_no_event(headline: str, body: str) -> None:
    assert DETECTOR(extraction(body, headline=headline)) == []


def test_a_question_in_a_headline_alone_does_not() -> None:
    body = "[DATE 3月9日=2024-03-09]，[ORG 青石区总工会]到夜市调研摊主的用工情况。"
    assert DETECTOR(extraction(body, headline="夜市开到几点？"))[0].type == "INSPECTION"
