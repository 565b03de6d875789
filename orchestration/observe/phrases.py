"""The words that govern a quantity, split into subject, cue and base: what is measured, how, and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .vocabulary import Vocabulary

_OPENING = re.compile(r"^(?:[、，；：。)）—●○◆◇■□▲△★•▪➢·*-]|[一二三四五六七八九]是|其中|以及|其余|另有|另外|此外|并|且|和|及)+")
_SHORTEST_SUBJECT = 3
_ALSO = re.compile(
    r"^(?:.*(?:原因|因素|由于|因为|主要)[是为系]?(?:在于)?)?(?:相应|因此|因而|从而|同时|直接|共计?|合计|随之|也|又|全年|本年度?|当年)*"
)
_LISTED = re.compile(r"([，、]|以?及|和|与)[^，、。；：\d]{2,24}$")
_STATES = re.compile(r"[为是共计达]$")
"""How words end that state an amount rather than a change."""
_LONGEST_VERB = 12
"""How long a verb with what it compares with can be, as in 较上年减少人员经费."""
_SIDES = ("收入", "支出")
UNCLEAR = "unclear"
"""超过预算 3 万元 says by how much, or what was surpassed."""
_SURPASSING = ("over", "under", "beyond")
_NEGATED = re.compile(r"[不未没无](?:有|得|能|会)?$")
"""不超过预算的 80% is a limit, and no change."""
_VALUE = re.compile(
    r"(?:^|[的数额计算费度期初年末值量]|支出|收入|经费|收支|资金|金额|人员|水平|规模|标准|余额|执行|实际|完成|相比|比较|[)0-9]|(?:年[初末]|期[初末])[^，。；]*(?:结转|结余))$"
)
_FUND_NAME = re.compile(r"(?:一般公共|公共财政|公共|政府性基金|基金|国有资本经营)预算")
"""A fund's name holds the word 预算 and names no budget to compare with."""
_FITS = {
    "share_pct": {"percent"},
    "completion_pct": {"percent"},
    "over": {"percent", "money"},
    "under": {"percent", "money"},
    "beyond": {"money"},
    "budget": {"money", "count"},
    "final": {"money", "count"},
    "base_value": {"money", "count"},
}
"""Which kinds of unit a cue's measure goes with; a measure that is not named goes with any."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One governing phrase, read. `subject` ends where the cue begins (`cue_start`); `base` holds the words compared with."""

    words: str
    cue_start: int
    measure: str
    basis: str = ""
    versus: str = ""
    direction: str = ""
    base: str = ""

    @property
    def subject(self) -> str:
        return self.words[: self.cue_start]


def base_of(words: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """(basis, versus) of the words that a change or a rate compares with; empty strings where they name neither."""
    words = _FUND_NAME.sub("", words)
    named = next(((basis, versus) for word, basis, versus in vocabulary.bases if versus == "budget" and word in words), None)
    return named or next(((basis, versus) for word, basis, versus in vocabulary.bases if word in words), ("", ""))


def budgets_in(words: str, vocabulary: Vocabulary) -> list[str]:
    """The basis of every budget that the words name, in order."""
    found: list[str] = []
    rest = _FUND_NAME.sub("", words)
    while rest:
        word, basis = next(
            ((word, basis) for word, basis, versus in vocabulary.bases if versus == "budget" and rest.startswith(word)), (rest[0], None)
        )
        found += [] if basis is None else [basis]
        rest = rest[len(word) :]
    return found


def read_phrase(words: str, unit_kind: str, vocabulary: Vocabulary) -> Reading:
    """Find the cue at the end of `words` that says most about a number of this kind of unit."""
    words = _OPENING.sub("", words)
    best: tuple[int, int] = (-1, -1)
    reading = Reading(words, len(words), "")
    for cue in vocabulary.cues:
        if unit_kind != "none" and unit_kind not in _FITS.get(cue.measure, {unit_kind}):
            continue
        match = cue.pattern.search(words)
        if not match or (cue.weight, match.end() - match.start()) <= best:
            continue
        if cue.measure in _SURPASSING and unit_kind == "money" and _NEGATED.search(words[: match.start()]):
            continue
        groups = match.groupdict()
        named = groups.get("base") or groups.get("budget") or ""
        known, inner = _inner_subject(named, vocabulary) if cue.measure == "change" else (named, "")
        basis, versus = base_of(known, vocabulary)
        if cue.measure == "base_value" and not (versus and _names_a_value(named, vocabulary)):
            continue
        best = (cue.weight, match.end() - match.start())
        reading = _reading(words, match.start(), cue.measure, unit_kind, groups, basis, versus)
        if inner:
            reading = replace(reading, words=words[: match.start()] + inner, cue_start=match.start() + len(inner))
    return reading


def verb_before(reading: Reading, unit_kind: str, vocabulary: Vocabulary) -> Reading:
    """In 减少人员经费 28 万元 the verb stands before its subject: the reading as a change of that; as it was where no verb does."""
    if reading.measure not in ("", "base_value") or unit_kind != "money":
        return reading
    words = _ALSO.sub("", reading.words)
    for end in range(min(len(words) - _SHORTEST_SUBJECT, _LONGEST_VERB), 1, -1):
        verb = read_phrase(words[:end], unit_kind, vocabulary)
        if verb.measure == "change" and len(words[verb.cue_start : end]) > 1 and not verb.subject:
            return replace(verb, words=words[end:], cue_start=len(words) - end)
    return reading


def verb_goes_on(reading: Reading, verb: Reading, between: str, in_reason: bool) -> Reading:
    """In 减少人员经费 28 万元、公用经费 3 万元 the verb is that of the second amount too; behind a comma only where a reason goes on."""
    listed = _LISTED.match(between)
    if reading.measure or not listed or _STATES.search(between) or (listed[1] == "，" and (not in_reason or between.endswith("支出"))):
        return reading
    return replace(verb, words=reading.words, cue_start=len(reading.words))


def _names_a_value(base: str, vocabulary: Vocabulary) -> bool:
    """Whether the words compared with end as the name of an amount does: behind any others, as in 比上年多赚 3 万元, stands no amount of
    that year."""
    word = max((word for word, _, _ in vocabulary.bases if word in base), key=len, default="")
    return bool(_VALUE.search(base[base.rfind(word) + len(word) :]))


def _inner_subject(base: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """In 较上年决算数收入总计增加 the subject stands between the base and the verb: (base, subject)."""
    word = max((word for word, _, _ in vocabulary.bases if base.startswith(word)), key=len, default="")
    inner = re.sub(r"^(?:决算数|决算|数|同期|的|相比较|相比|比较)+", "", base[len(word) :])
    return (word, inner) if word and (len(inner) >= _SHORTEST_SUBJECT or inner in _SIDES) else (base, "")


def _reading(words: str, start: int, measure: str, unit_kind: str, groups: dict[str, str | None], basis: str, versus: str) -> Reading:
    """The cue's measure made that of the number: a change in percent is a rate, a level after 增加到 is a final figure."""
    if measure == "change":
        direction = "increase" if groups.get("up") else "decrease"
        kind = "change_pct" if unit_kind in ("percent", "none") else "change"
        return Reading(words, start, kind, basis, versus, direction, groups.get("base") or "")
    if measure in ("over", "under") and _NEGATED.search(words[:start]):
        return Reading(words, start, "", basis, versus)
    if measure in ("over", "under"):
        return Reading(
            words, start, UNCLEAR if unit_kind == "money" else "change_pct", basis, versus, "increase" if measure == "over" else "decrease"
        )
    if measure == "beyond":
        return Reading(words, start, "change", basis, versus, "increase")
    if measure == "difference":
        return Reading(words, start, "change_pct", versus="difference")
    if measure == "level":
        return Reading(words, start, "" if unit_kind == "percent" else "final")
    if measure == "base_value":
        return Reading(words, start, "base_value", basis, versus)
    if measure in ("budget", "completion_pct"):
        return Reading(words, start, measure, basis)
    return Reading(words, start, measure, base=groups.get("base") or "")
