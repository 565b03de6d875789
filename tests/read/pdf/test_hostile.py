"""Files that are damaged, closed or made to hurt end in a refusal with its reason, soon and in little memory."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from orchestration.read.document import Document
from orchestration.read.errors import Unreadable
from orchestration.read.pdf import pdfium, read
from tests.read.pdf.written import Drawing, pdf

XS: list[float] = [60, 160, 260]
YS: list[float] = [700, 680, 660]
SMALL = pdf(
    Drawing().text(60, 720, "收入").grid(XS, YS).text(70, 685, "1.00").form(Drawing().line(0, 0, 9, 9)), Drawing().text(60, 700, "完")
)
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from orchestration.read.errors import Unreadable
from orchestration.read.pdf import read
try:
    read(sys.stdin.buffer.read())
except Unreadable:
    pass
print("ended")
"""


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert re.search(r"[\u4e00-\u9fff].*。$", refused.value.zh)
    assert refused.value.en.endswith(".")
    return refused.value


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", SMALL[:200], b"%PDF-" + b"\0" * 5000])
def test_a_truncated_file(data: bytes) -> None:
    assert refusal(data).code == "damaged"


def test_an_encrypted_file() -> None:
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"00" * 32 + b"> /U <" + b"00" * 32 + b"> >> /ID [<00> <00>] /Root"
    assert refusal(SMALL.replace(b"/Root", encrypt)).code == "encrypted"


def test_a_file_of_ten_thousand_pages() -> None:
    assert refusal(_pages(10_000)).code == "too_many_pages"


def _pages(count: int) -> bytes:
    """One page, named again and again."""
    data = pdf(Drawing().text(60, 700, "收入"))
    kid = re.search(rb"/Kids \[(\d+ 0 R)\]", data)
    assert kid
    return data.replace(kid.group(), b"/Kids [" + b" ".join([kid.group(1)] * count) + b"]").replace(b"/Count 1", b"/Count %d" % count)


def test_pages_of_pictures_are_a_scan() -> None:
    assert refusal(pdf(Drawing(image=True), Drawing(image=True).text(60, 20, "2"))).code == "no_text_layer"
    assert refusal(pdf(Drawing())).code == "no_text_layer"


def test_a_picture_beside_text_is_no_scan() -> None:
    page = Drawing(image=True)
    for number in range(5):
        page.text(60, 700 - 20 * number, "本年收入合计")
    assert read(pdf(page)).text.count("本年收入合计") == 5


def test_forms_that_show_themselves() -> None:
    first, second = Drawing().line(0, 0, 50, 0), Drawing().text(10, 10, "里面")
    first.form(second)
    second.form(first)
    assert "收入" in read(pdf(Drawing().text(60, 700, "收入").form(first))).text


def test_forms_nested_deeply() -> None:
    form = Drawing().text(60, 600, "深处")
    for _ in range(60):
        form = Drawing().form(form)
    assert "收入" in read(pdf(Drawing().text(60, 700, "收入").form(form))).text


def test_forms_that_multiply_end_within_the_limits() -> None:
    """Eight levels of ten forms each show a hundred million lines. pdfium unfolds them before it can be asked how many there are, so
    it is the limits of the process that end this one: it must die of them soon, and alone."""
    form = Drawing().line(0, 0, 100, 0)
    for _ in range(8):
        wider = Drawing()
        for _ in range(10):
            wider.form(form)
        form = wider
    data = pdf(Drawing().text(60, 700, "收入").form(form))
    done = subprocess.run([sys.executable, "-c", LIMITED], input=data, capture_output=True, timeout=60, cwd=Path(__file__).parents[3])
    assert done.stdout.endswith(b"ended\n") or done.returncode in (-signal.SIGABRT, -signal.SIGXCPU, -signal.SIGKILL), done.stderr


def test_a_page_of_a_million_rules() -> None:
    page = Drawing().text(60, 700, "收入")
    for y in range(700):
        page.operators += [f"{x} {y} m {x + 3} {y} l S" for x in range(0, 1500, 1)]
    assert refusal(pdf(page)).code == "too_many_objects"


def test_a_page_of_dense_hatching() -> None:
    page = Drawing().text(60, 700, "收入")
    for step in range(0, 590, 4):
        page.line(step, 0, step, 800).line(0, step, 590, step)
    assert "收入" in read(pdf(page)).text or read(pdf(page)).tables


def attempt(data: bytes) -> Document | None:
    try:
        return read(data)
    except Unreadable:
        return None


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=12), st.integers(0, len(SMALL)))
@example([(0, 0)], len(SMALL))
def test_any_damage_ends_in_a_document_or_a_refusal(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(SMALL)
    for at, value in changes:
        data[at] = value
    attempt(bytes(data[: length or None]))
    attempt(bytes(data))


OPERATORS = tuple(re.findall(r"\w+", "m l re S f cm Tm Td Tj c h W n q Q BT ET Do Tf Tz Ts w d"))
_NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12), st.sampled_from(["1e38", "-1e38", "nan", "0.00001", "99999999999999999999", "--5", "/F1", "<", "("])
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.lists(_NUMBERS, max_size=6), st.sampled_from(OPERATORS)),
        max_size=30,
    )
)
def test_any_drawing_ends_in_a_document_or_a_refusal(operations: list[tuple[list[int | str], str]]) -> None:
    page = Drawing().text(60, 720, "收入").grid(XS, YS)
    for operands, operator in operations:
        page.draw(" ".join(map(str, operands)), operator)
    attempt(pdf(page.text(60, 600, "1.00")))


def test_nothing_stays_open_after_a_refusal() -> None:
    """Reading again and again takes no more memory: a page or a document left open would."""
    import resource

    data, many = pdf(Drawing(image=True)), pdf(*[Drawing().text(60, 700, "收入") for _ in range(20)])
    for _ in range(30):
        attempt(data), attempt(many)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(150):
        attempt(data), attempt(many)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8_000


def test_the_limits_are_said_in_the_reason() -> None:
    assert str(pdfium.MAX_PAGES) in refusal(_pages(pdfium.MAX_PAGES + 1)).zh
