"""What a body has and does beside its tables: staff, trips, vehicles, equipment, procurement, projects."""

from __future__ import annotations

import random

from .accounts import THREE_PUBLIC, Accounts, Item, Project
from .bodies import ADMINISTRATIVE, INSTITUTION, Body
from .money import Purse

VEHICLE_KINDS = (
    "副部（省）级及以上领导用车",
    "主要领导干部用车",
    "机要通信用车",
    "应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "离退休干部用车",
    "其他用车",
)
PROJECT_WORDS = (
    (
        "信息系统运维",
        "办公楼修缮",
        "设备更新",
        "业务培训",
        "宣传活动",
        "专项检查",
        "档案整理",
        "规划编制",
        "购买服务",
        "安全保障",
        "基础数据采集",
        "便民服务站点建设",
    ),
    ("经费", "", "项目", "专项"),
)


def draw_staff(purse: Purse, body: Body, rows: int) -> dict[str, int]:
    rng = purse.rng
    most = 30 if rows <= 12 else 300 if rows <= 80 else 6000
    parts = {"行政": 0, "参公": 0, "事业": 0, "工勤": 0}
    kinds = {ADMINISTRATIVE: ("行政", "工勤"), INSTITUTION: ("事业",)}.get(body.kind, ("行政", "参公", "事业", "工勤"))
    for kind in kinds:
        parts[kind] = rng.randint(1, 3) if kind == "工勤" else rng.randint(3, most)
    veterans = rng.randint(1, 3) if purse.chance(15) else 0
    retired = rng.randint(1, most) if purse.chance(75) else 0
    post = sum(parts.values())
    return parts | {"在职": post, "编制": post + rng.randint(0, 9), "离休": veterans, "退休": retired, "离退休": veterans + retired}


def draw_three_public(
    purse: Purse, economic: dict[str, int], room: int, previous: Accounts | None
) -> tuple[dict[str, Item], dict[str, int]]:
    """The four items, none below what basic expenditure already holds of it or above its budget, and the counts that go with them."""
    rng = purse.rng
    basic = (economic.get("30212", 0), economic.get("31013", 0), economic.get("30231", 0), economic.get("30217", 0))
    items = {}
    for name, least, chance in zip(THREE_PUBLIC, basic, (8, 12, 45, 45), strict=True):
        extra = min(purse.amount(1_000, 180_000), room // 20 // purse.grain * purse.grain) if purse.chance(chance) else 0
        final = least + extra if least + extra >= 100_000 else least
        spare = purse.chance(60)
        budget = final + (purse.amount(1_000, 60_000) if spare and (final or purse.chance(50)) else 0)
        before = previous.three_public[name].final if previous else 0
        if not previous and purse.chance(90 if final else 20):
            before = final if purse.chance(20) else purse.amount(1_000, 200_000)
        items[name] = Item(budget, final, before)
    overseas, bought, operated, received = (items[name].final for name in THREE_PUBLIC)
    foreign = rng.randint(1, 2) if received and purse.chance(10) else 0
    batches = rng.randint(2, 60) if received else 0
    counts = {
        "groups": rng.randint(1, 3) if overseas else 0,
        "travellers": 0,
        "bought": rng.randint(1, 3) if bought else 0,
        "held": rng.randint(1, 12) if operated or bought else 0,
        "batches": batches,
        "guests": batches * rng.randint(3, 9),
        "foreign_batches": foreign,
        "foreign_guests": foreign * rng.randint(2, 5),
    }
    counts["travellers"] = counts["groups"] * rng.randint(1, 5)
    counts["held"] = max(counts["held"], counts["bought"])
    return items, counts


def draw_vehicles(rng: random.Random, held: int) -> dict[str, int]:
    vehicles = dict.fromkeys(VEHICLE_KINDS, 0)
    for _ in range(held + (rng.randint(0, 4) if rng.randrange(3) == 0 else 0)):
        vehicles[rng.choice(VEHICLE_KINDS[2:])] += 1
    return vehicles


def draw_equipment(rng: random.Random) -> dict[str, int]:
    many = rng.randrange(3) == 0
    names = ("general_equipment_unit_value_ge_500k", "special_equipment_unit_value_ge_1m", "equipment_unit_value_ge_1m")
    return {name: rng.randint(1, 40) if many and rng.randrange(2) else 0 for name in names}


def draw_procurement(purse: Purse, spent: int) -> tuple[dict[str, int], int, int]:
    """Goods, works and services, and what of it went to small firms, and to small and micro ones."""
    total = purse.part(spent, 5, 400) if purse.chance(80) else 0
    goods, works, services = purse.split(total, 3)
    if purse.chance(50):
        works, services = 0, services + works
    kinds = {"goods": goods, "works": works, "services": services}
    sme = total if purse.chance(40) else purse.part(total, 0, 950)
    return kinds, sme, sme if purse.chance(20) else purse.part(sme, 0, 900)


def draw_projects(purse: Purse, body: Body, room: int) -> tuple[list[Project], bool]:
    """Projects paid from the general budget: all of it, or some; none has spent more than its budget."""
    rng = purse.rng
    if room < 1_000_000:
        return [], False
    everything = purse.chance(50)
    whole = room if everything else purse.part(room, 300, 900)
    count = rng.randint(1, 8)
    ends = rng.sample(PROJECT_WORDS[0], count)
    names = [end + rng.choice(PROJECT_WORDS[1]) for end in ends]
    if rng.randrange(2):
        names[0] = body.trade.field + "专项"
    amounts = [amount for amount in purse.split(whole, count) if amount]
    made = []
    for name, spent in zip(names, amounts, strict=False):
        budget = spent if purse.chance(50) else spent + purse.part(spent, 5, 400)
        made.append(Project(name, spent, budget, rng.randint(82, 100)))
    return made, everything


def draw_counts(rng: random.Random, body: Body, projects: int) -> dict[str, int]:
    problems = rng.choice((0, 0, 1, 3, 6))
    solved = rng.randint(0, problems)
    return {
        "units": len(body.units),
        "divisions": rng.randint(3, 14),
        "projects": projects,
        "problems": problems,
        "rectified": solved,
        "rectifying": problems - solved,
    }
