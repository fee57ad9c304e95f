"""Teams with a name in quotes: the company's right before them (某公司“红柳”队), or alone behind a union or a verb (某公司工会组织 +
“红山茶”志愿服务队).
"""

from __future__ import annotations

from pipeline.mentions.scan import Scan
from pipeline.patterns import regex
from pipeline.records import Mention

_TEAM_WORDS = (
    "职工|青年|党员|女工|女子|巾帼|志愿者?|服务|抢险|救援|应急|突击|维修|帮扶|法律|医疗|先锋|文艺|宣讲|劳模|工匠|技术|骑手"
    "|司机|爱心|环保|普法|学雷锋|义务|理发|攻坚|攻关|运输|轻骑|救护|消防|安全|监督|公益|小分|车|舰|船|舞蹈|合唱|锣鼓|龙舟|修井|钻井|采油"
)
_TEAM = regex(rf"“[^“”，。：；！？、\n]{{1,8}}”(?:{_TEAM_WORDS})*队(?![列形伍友员旗服])")
# Whose team is the union's own, which stands for it.
_UNIONS = ("工会", "工会联合会", "工会委员会")
# Before a team that stands alone: a verb, a mark, 的.
_ALONE = regex(
    r"(?:组织|组建|成立|派出|邀请|带领|率领|联合|联系|加入|来自|携手|会同|协同|协助|请来|召集|发动|动员|由|和|与|及|、|，|。|：|\n|^|的|是|为|在|向|给)了?$"
)


def teams(scan: Scan) -> list[Mention]:
    """The teams with a name in quotes."""
    if "”" not in scan.view:
        return []
    found = []
    for m in _TEAM.finditer(scan.view):
        start = m.start()
        owner = scan.bodies.get(start)
        if owner is not None:
            if scan.view.endswith(_UNIONS, owner, start):
                continue
            start = owner
        elif not _ALONE.search(scan.view, max(0, start - 4), start):
            continue
        scan.bodies[m.end()] = start
        found.append(Mention(start, m.end(), "ORG", "organizations.team", 0.85))
    return found
