"""The region named in front of an organisation's name, and the level of government that follows from it."""

from __future__ import annotations

import re

from orchestration.register.vocabulary import any_of

_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
# A place is two to eight characters and a suffix. Words that only look like one: 城市管理, 市场监督, 城乡建设, 社区, 校区.
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,7}?(?:"
    r"特别行政区|自治区|自治州|自治县|自治旗|省|地区|新区|开发区|"
    r"市(?!场|政|民|容|直)|县(?!直)|(?<![社校园景灾])区(?!直|域)|(?<=[\u4e00-\u9fff]{2})州(?!市)|[旗盟]|街道|镇|(?<!城)乡(?!村))"
)
_PARTY = re.compile(r"中国共产党|中共")
_NO_PLACE = re.compile(r"城市(?:管理|建设|更新|规划|运行|综合|生活|维护|执法|发展|交通|公共|社会)|和城乡|社区|校区|园区")
_LEVELS = (
    ("township", ("街道", "镇", "乡")),
    ("province", ("省", "自治区", "特别行政区")),
    ("county", ("县", "区", "旗")),
    ("city", ("市", "州", "盟", "地区")),
)


def region_and_level(name: str) -> tuple[str | None, str | None]:
    """(region, level) of an organisation's name; level ∈ central, province, city, county, township; None where the name does not tell."""
    if re.match(any_of("central"), name):
        return None, "central"
    name = _PARTY.sub("", name, count=1)
    places: list[str] = []
    at = 0
    while (found := _PLACE.match(name, at)) and not _NO_PLACE.search(found.group() + name[found.end() : found.end() + 2]):
        places.append(found.group())
        at = found.end()
    if not places:
        return None, None
    return "".join(places), _level(places)


def _level(places: list[str]) -> str:
    last = places[-1]
    if last in _MUNICIPALITIES:
        return "province"
    if last.endswith("地区"):
        return "city"
    return next(level for level, ends in _LEVELS if last.endswith(ends))
