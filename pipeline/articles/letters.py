"""Letters to the editor and readers' questions, which begin with whom they speak to or with 问："""

from __future__ import annotations

from pipeline.patterns import regex

# 编辑同志： and 尊敬的编辑部： stand above a letter, 问： above a reader's question.
ADDRESS = regex(
    r"(?:(?:尊敬|敬爱|亲爱)的)?\p{Han}{0,6}?(?:编辑|编者|主编|记者|主持人|读者)(?:部|同志|老师|先生|女士|朋友)?(?:们|：|:|，您好|，你好|，?您?你?好)[：:，！!]?$"
)
QUESTION = regex(r"(?:读者|职工|网友|工友|来信)?(?:问|咨询|来信)[：:]")
