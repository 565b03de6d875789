"""Invented bodies: their names, what they are, the functions they spend on, and the words in which they speak of their duties."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .codes import GENERAL, items

ADMINISTRATIVE, INSTITUTION, MIXED = "administrative", "institution", "mixed"


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of body: its name, its kind, the 款 of its own functions, the field it works in, and things it counts."""

    suffix: str
    kind: str
    groups: tuple[str, ...]
    field: str
    works: tuple[tuple[str, str], ...]


TRADES = (
    Trade("财政局", ADMINISTRATIVE, ("20106",), "财政收支管理", (("预算单位绩效目标审核", "个"), ("国库集中支付业务办理", "笔"))),
    Trade("审计局", ADMINISTRATIVE, ("20108",), "审计监督", (("审计项目实施", "个"), ("审计整改建议采纳", "条"))),
    Trade("统计局", ADMINISTRATIVE, ("20105",), "统计调查", (("样本企业走访", "家"), ("统计分析报送", "篇"))),
    Trade("司法局", ADMINISTRATIVE, ("20406",), "公共法律服务", (("法律援助案件办结", "件"), ("法治宣传活动举办", "场"))),
    Trade("民政局", MIXED, ("20802", "20810", "20819"), "民政服务", (("养老服务设施改造", "处"), ("困难群众走访", "户"))),
    Trade("农业农村局", MIXED, ("21301", "21303"), "农业农村发展", (("高标准农田管护", "处"), ("农产品抽检", "批次"))),
    Trade("水利局", MIXED, ("21303",), "水利建设和管理", (("小型水库除险加固", "座"), ("河道巡查", "次"))),
    Trade("应急管理局", ADMINISTRATIVE, ("22401", "22406"), "应急管理", (("重点企业检查", "家"), ("应急演练开展", "场"))),
    Trade("交通运输局", MIXED, ("21401",), "交通运输管理", (("农村公路养护站点改造", "个"), ("运输车辆检查", "辆"))),
    Trade("卫生健康局", MIXED, ("21001", "21003", "21004"), "卫生健康服务", (("家庭医生签约点建设", "个"), ("健康讲座举办", "场"))),
    Trade("教育局", MIXED, ("20501", "20502", "20508"), "教育事业管理", (("校舍维修项目完成", "个"), ("教师培训举办", "期"))),
    Trade("文化馆", INSTITUTION, ("20701",), "群众文化服务", (("公益演出组织", "场"), ("辅导培训班开办", "期"))),
    Trade("图书馆", INSTITUTION, ("20701",), "公共阅读服务", (("新增图书上架", "册"), ("读书活动举办", "场"))),
    Trade("第二实验小学", INSTITUTION, ("20502",), "小学教育教学", (("校本课程开设", "门"), ("家长课堂举办", "次"))),
    Trade("疾病预防控制中心", INSTITUTION, ("21004",), "疾病预防控制", (("疫苗接种点督导", "个"), ("水质监测", "次"))),
    Trade("数字事务中心", INSTITUTION, ("20103",), "政务信息系统运行", (("政务终端维护", "台"), ("网络故障处置", "次"))),
    Trade("自然资源和规划局", ADMINISTRATIVE, ("22001", "21202"), "自然资源和规划管理", (("不动产登记办结", "件"), ("图斑核查", "个"))),
    Trade("市场监督管理局", ADMINISTRATIVE, ("20138",), "市场监督管理", (("经营主体走访", "户"), ("食品抽样检验", "批次"))),
)
CITIES = ("澄湖", "云桥", "宁渡", "岚亭", "泽浦", "望溪", "栖州", "沐原", "临汐", "霁川")
DISTRICTS = ("东浦", "西渡", "南屏", "北屿", "青枫", "白汀", "金坞", "石湾", "松园", "竹浦")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that discloses. `units` are what its accounts consolidate, itself first."""

    name: str
    level: str
    region: str
    trade: Trade
    units: tuple[str, ...]
    parent: str

    @property
    def kind(self) -> str:
        return self.trade.kind

    @property
    def is_department(self) -> bool:
        return len(self.units) > 1

    @property
    def called(self) -> str:
        """部门 or 单位, as its disclosure speaks of itself."""
        return "部门" if self.is_department else "单位"


def draw_body(rng: random.Random, year: int) -> Body:
    """One body of a city or of a district, of a kind whose functions the classification of that year knows."""
    trade = rng.choice([trade for trade in TRADES if any(code[:5] in trade.groups for code in items(year, GENERAL))])
    city = rng.choice(CITIES) + "市"
    district = rng.choice(DISTRICTS) + rng.choice("区区县")
    level, region = rng.choice([("county", city + district), ("county", district)]) if rng.randrange(4) else ("city", city)
    name = region + trade.suffix
    below = ("事务服务中心", "综合执法大队", "信息中心", "技术推广站", "培训中心", "档案资料室")
    count = rng.randrange(1, 6) if trade.kind == MIXED or (trade.kind == ADMINISTRATIVE and rng.randrange(2)) else 0
    stem = region + trade.suffix.removesuffix("局")
    units = (name, *(stem + unit for unit in rng.sample(below, count)))
    return Body(name, level, region, trade, units, region + "人民政府" if trade.kind != INSTITUTION else stem + "主管部门")


def other_body(rng: random.Random, body: Body, year: int) -> str:
    """The name of another body, as is left over when a text is copied."""
    while (other := draw_body(rng, year)).name in (body.name, *body.units) or other.name in body.name or body.name in other.name:
        pass
    return other.name
