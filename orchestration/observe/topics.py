"""What headings say that the figures below them are of, and whose they are."""

from __future__ import annotations

import re
from dataclasses import replace

from .flow import PART, normal
from .labels import Named, name_topic
from .model import Section
from .surroundings import Surroundings
from .vocabulary import Vocabulary

_GENERAL_TITLE = re.compile(r"(?:总体|总的|基本|具体|结构|决算|支出|收支|执行|变动|增减|完成)*(?:情况)?(?:说明)?")
_TITLE = 60
"""How long the name before a sentence's colon can be."""


class Topics:
    """The topic of every section read so far; `member` is the project that the last one is of, `announced` how a sentence named it,
    `beside` the areas that its heading opens."""

    def __init__(self, vocabulary: Vocabulary, around: Surroundings) -> None:
        self.member = self.announced = ""
        self.beside: frozenset[str] = frozenset()
        self._vocabulary, self._around = vocabulary, around
        self._topics: dict[int, Named | None] = {}
        self._sections: dict[int, Section] = {}
        self._told_under: dict[int, str] = {}

    def of(self, section: Section | None, spending: str) -> Named | None:
        """What the heading names; of one that opens an area, such as 三公经费情况说明, only until its text names something else."""
        self.announced, self.beside = "", frozenset()
        if section is None:
            return None
        self.beside = self._vocabulary.areas_of(section.title)
        if section.section_id not in self._topics:
            named = None
            if section.title and not PART.match(section.marker):
                title = self._around.years(normal(section.title))
                context = self._around.of_heading(section, spending)
                above = self._topics.get(section.parent_id or 0)
                named = name_topic(title, self._vocabulary, replace(context, above=above.function_code if above else ""))
            self._topics[section.section_id] = named
        self.member = self._member(section)
        headed = self._headed(section)
        topic = self._topics.get(headed.section_id)
        told = self._told_under.get(self._begun(section).section_id, topic.concept if topic else "")
        return topic if headed.level > 2 or not topic or told == topic.concept else None

    def _member(self, section: Section) -> str:
        """The project that the heading names, or, where it names none, the one above it."""
        named, above = self._topics.get(section.section_id), self._sections.get(section.parent_id or 0)
        if (named and named.member) or above is None or not section.area == above.area == "performance":
            return named.member if named else ""
        return self._member(above)

    def _headed(self, section: Section) -> Section:
        """The section whose heading this one stands under: its own, or that above a number without words or with such as 总体情况."""
        self._sections[section.section_id] = section
        above = self._sections.get(section.parent_id or 0)
        own = section.title and not _GENERAL_TITLE.fullmatch(section.title)
        return section if own or above is None or above.area != section.area else self._headed(above)

    def _begun(self, section: Section) -> Section:
        """The section that began to tell: its own, or that above a number without words."""
        above = self._sections.get(section.parent_id or 0)
        return section if section.title or above is None else self._begun(above)

    def announce(self, words: str, section: Section | None) -> bool:
        """What follows is of the project that a sentence names before its colon, as in 学生资助项目绩效自评综述：全年预算数为…."""
        announced, colon, _ = words[:_TITLE].partition("：")
        if not colon or section is None or section.area != "performance" or re.search(r"[\d，。；]", announced):
            return False
        named = name_topic(self._around.years(announced), self._vocabulary, self._around.of_heading(section, ""))
        if named is None or not named.member or named.concept:
            return False
        self.member, self.announced = named.member, announced
        return True

    def tell(self, section_id: int | None, concept: str) -> None:
        """A figure of this concept was told in the section."""
        if section_id in self._sections:
            self._told_under[self._begun(self._sections[section_id]).section_id] = concept
