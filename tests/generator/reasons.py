"""Reasons, purposes and results in words: invented, without figures."""

from __future__ import annotations

import random

UP = (
    "本年新增业务工作任务，相应安排的经费增多",
    "人员工资标准调整，人员经费随之增长",
    "年中追加安排重点工作资金",
    "部分上年未办结的事项在本年支付",
    "新进人员增加，保障经费相应增加",
)
DOWN = (
    "落实过紧日子要求，压减一般性开支",
    "部分人员退休或者调出，人员支出减少",
    "上年实施的一次性工作已经办结",
    "部分工作按进度顺延到下一年度实施",
    "优化办公方式，运行成本下降",
)
UNDER = (
    "部分事项按合同约定在下一年度付款",
    "厉行节约，从严控制各项开支",
    "缴费基数核定后低于预计",
    "实施过程中节省了资金",
    "人员变动使实际支出少于预计",
)
OVER = (
    "年中追加了工作经费",
    "缴费基数调整后支出增加",
    "按规定使用上年结转资金",
    "年中新增人员，相应增加支出",
)
PURPOSES = (
    "保障日常运转的各项开支",
    "在职人员的工资和社会保障缴费",
    "组织开展专项业务工作",
    "设施设备的维护和更新",
    "面向公众提供服务所需的开支",
)
RESULTS = (
    "按计划完成了各项任务，服务对象反映良好",
    "提升了业务办理效率，减少了群众等候时间",
    "设施运行平稳，未发生安全责任事故",
    "健全了工作机制，基础工作更加扎实",
)
PROBLEMS = ("个别指标设置不够细化", "前期准备时间偏长，资金支付进度不均衡", "绩效目标与实际完成情况还有差距", "暂未发现明显问题")
REMEDIES = ("进一步细化绩效指标，提高编制质量", "提前做好前期准备，加快资金支付", "加强过程跟踪，及时纠正偏差")


def of_change(rng: random.Random, difference: int) -> str:
    return rng.choice(UP if difference > 0 else DOWN)


def of_budget(rng: random.Random, final: int, budget: int) -> str:
    return rng.choice(OVER if final > budget else UNDER)
