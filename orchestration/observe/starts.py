"""Where a change begins: 由 12 万元减少到 8 万元 tells the year before first, 年初预算由 10 万元调整到 12 万元 nothing of the accounts."""

from __future__ import annotations

import re

from .labels import Context
from .phrases import Reading, base_of
from .vocabulary import Vocabulary

_FROM = re.compile(r"(?:由|从)(?:原来的?)?$")
"""In 由 12 万元减少到 8 万元 the first number is that of the year before."""
_WORDS = re.compile(r"[^\d，。；：]*")


def budget_moves(words: str, vocabulary: Vocabulary) -> bool:
    """Whether a budget changes from the coming figure on, as in 年初预算由 10 万元增加到 12 万元: neither is an amount of the accounts."""
    start = _FROM.search(words)
    return start is not None and base_of(words[: start.start()], vocabulary)[1] == "budget"


def read_start(words: str, context: Context, vocabulary: Vocabulary) -> Reading | None:
    """In 由 12 万元减少到 8 万元, without saying of which year, the figure that the change begins with, unless a budget changed."""
    start, behind = _FROM.search(words), _WORDS.match(context.after)
    if not start or not behind or not vocabulary.is_level(behind.group()) or budget_moves(words, vocabulary):
        return None
    return Reading(words[: start.start()], start.start(), "base_value", versus="prior_year")
