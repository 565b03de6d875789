"""Why bytes do not become a Document."""

from __future__ import annotations


class Unreadable(Exception):
    """No Document can be made of these bytes: a code for machines, a sentence for people in Chinese and in English."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(f"{code}: {en}")
        self.code = code
        self.zh = zh
        self.en = en

    @property
    def words(self) -> tuple[str, str, str]:
        """Code, Chinese, English."""
        return self.code, self.zh, self.en
