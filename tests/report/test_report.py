"""The report as files: everything is there and leads somewhere, nothing of a document is markup, the same release gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import html5lib
import pytest
from markupsafe import escape

from orchestration.report import document, gather, words
from orchestration.report import pages as pages_of_templates
from orchestration.report import write as writing
from orchestration.report.carried import DOCUMENTS, carry, documents
from orchestration.report.pictures import pictures
from orchestration.report.places import Crop
from orchestration.report.serve import CONSOLE
from orchestration.report.write import COUNTED, KEPT, write_report
from tests.report.conftest import Released

STARTED = {"shim.js", "console.js", "arrow.js", "duckdb.js"}


class Page(HTMLParser):
    """Ids, links and everything that a page could load or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                assert value not in self.ids, f"id {value} twice"
                self.ids.add(value)
            elif name in ("href", "src", "xlink:href", "action") and value is not None:
                self.links.append(value)
            elif name.startswith("on") or name == "style":
                self.handlers.append(f"{tag} {name}")


@pytest.fixture(scope="module")
def pages(released: Released) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(released.report.rglob("*.html"))}


def test_the_release_holds_a_page_for_every_document_and_every_rule(released: Released) -> None:
    rules = [str(rule) for (rule,) in released.ask("select rule_id from quality.dim_rule")]
    assert len(rules) > 100
    assert [rule for rule in rules if not (released.report / "rules" / f"{rule}.html").is_file()] == []
    documents = [str(document) for (document,) in released.ask("select document_id from dim_document")]
    assert len(documents) == 5
    assert [document for document in documents if not (released.report / "documents" / f"{document}.html").is_file()] == []


def test_every_link_leads_somewhere_within_the_report(pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if link.startswith("data:image/webp;base64,") or (path.name == "sql.html" and link.removeprefix("console/") in CONSOLE):
                continue
            assert not parts.scheme and not parts.netloc, f"{path}: {link[:80]}"
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            known = next((other for at, other in pages.items() if at.resolve() == target), None)
            if not target.is_file() or (known and parts.fragment and parts.fragment not in known.ids):
                broken.append(f"{path.name}: {link}")
    assert broken == []


def test_no_page_can_load_or_run_what_is_not_its_own(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        text = path.read_text(encoding="utf-8")
        assert page.handlers == [], path
        if path.name == "sql.html":  # runs DuckDB, from its own folder only
            assert {link for link in page.links if link.endswith(".js")} == {f"console/{name}" for name in CONSOLE if name in STARTED}
            continue
        assert (page.tags.count("script"), page.tags.count("style")) == (1, 1), path
        assert not {"img", "iframe", "object", "embed", "form", "link", "base"} & set(page.tags), path
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        assert policy and policy[1].startswith("default-src &#39;none&#39;;") and "unsafe" not in policy[1], path


def test_pages_are_well_formed(pages: dict[Path, Page]) -> None:
    """As the parser of the standard sees it; the content is checked by the browser's tests."""
    rules = 0
    for path in pages:
        rules += path.parent.name == "rules"
        if path.parent.name == "rules" and rules > 5:  # one template, as many pages as rules
            continue
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text(encoding="utf-8"))
        assert [(position, code) for position, code, _ in parser.errors] == [], path


def test_every_figure_of_a_document_is_listed_with_its_meaning(released: Released, pages: dict[Path, Page]) -> None:
    for (owner,) in released.ask("select document_id from dim_document where status <> 'rejected'"):
        listed = {id_ for path, page in pages.items() if path.name.startswith(f"{owner}.figures") for id_ in page.ids}
        wanted = released.ask("select ordinal from quality.fct_observation where document_id = ? and status <> 'label'", owner)
        assert {f"n{ordinal}" for (ordinal,) in wanted} <= listed
        assert len(wanted) > 100


def test_no_picture_is_drawn_of_what_rounding_explains(released: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    sample = released.id_of("after.pdf")
    monkeypatch.setattr(document, "pictures", lambda *of: asked.append(of) or ())
    con = gather.open_release(released.folder / "marts.duckdb")
    told = next(gather.told(con, [sample]))
    for status in ("rounding", "fail"):
        chosen = [finding for finding in told.findings if finding["status"] == status]
        assert chosen
        document.write(con, released.warehouse, gather.names(con), replace(told, findings=chosen), tmp_path / status)
        assert bool(asked) is (status == "fail")
    con.close()


def test_a_finding_stands_with_its_rule_both_sides_the_difference_and_the_place(released: Released) -> None:
    finding, rule = released.finding()
    ((left, right, difference),) = released.ask(
        "select left_value::decimal(24, 2)::varchar, right_value::decimal(24, 2)::varchar, difference::decimal(24, 2)::varchar"
        " from quality.fct_finding where finding_id = ?",
        finding,
    )
    text = released.page_of("after.pdf").read_text(encoding="utf-8")
    article = re.search(rf'<article class="finding error" id="f-{finding}".*?</article>', text, re.DOTALL)
    assert article
    shown = article[0].replace(",", "")
    for value in (left, right, difference):
        assert f"<dd>{str(value).rstrip('0').rstrip('.')}</dd>" in shown
    assert f"rules/{rule}.html" in shown
    assert f"juesuan waive {finding} " in shown
    assert shown.count('class="box"') >= 2 and "<mark>" in shown
    assert "data:image/webp" in text


def test_cells_of_an_office_file_are_shown_in_their_table(released: Released) -> None:
    figures = released.page_of("before.docx", ".figures").read_text(encoding="utf-8")
    assert "<mark>" in figures
    years = released.page_of("before.docx").read_text(encoding="utf-8")
    assert "历年" in years and f'href="{released.id_of("after.pdf")}.html"' in years


def test_the_list_of_documents_names_each_file_and_says_why_one_is_rejected(released: Released) -> None:
    text = (released.report / "documents" / "index.html").read_text(encoding="utf-8")
    told = released.ask("select source_name, status, status_reason, status_reason_zh from dim_document")
    for name, status, reason, reason_zh in told:
        assert str(escape(name)) in text
        assert status != "rejected" or (str(reason) in text and str(reason_zh) in text)
    assert any(status == "rejected" for _, status, *_ in told)


def test_errors_to_decide_on_stand_by_document_and_file_and_all_are_listed(
    released: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = _again(released, tmp_path / "many")
    with duckdb.connect(str(release / "marts.duckdb")) as con:
        con.execute("update quality.fct_finding set severity = 'error', waiver = null")
        expected = con.execute("select count(*) from quality.fct_finding").fetchone()
    monkeypatch.setattr(pages_of_templates, "ERRORS_ON_OVERVIEW", 3)
    monkeypatch.setattr(pages_of_templates, "ERRORS_PER_PAGE", 10)
    write_report(released.warehouse, release, lambda: "000002-many", None)
    overview = (release / "report" / "index.html").read_text(encoding="utf-8")
    assert overview.count('<li class="card') == 3 and f"3 / {expected[0]}" in overview and 'href="errors.html"' in overview
    listed = [path.read_text(encoding="utf-8") for path in sorted((release / "report").glob("errors*.html"))]
    assert len(listed) > 2
    places = [place for text in listed for place in re.findall(r'class="cover" href="(documents/[^"]+)"', text)]
    assert len(places) == len(set(places)) == expected[0]
    assert all("after.pdf" in part for text in listed for part in text.split("<h3")[1:] if released.id_of("after.pdf") in part)


def test_a_text_without_pages_has_no_column_for_them(released: Released) -> None:
    for ending, has_pages in (("yunhu-digital-affairs-2020.txt", False), ("after.pdf", True)):
        text = released.page_of(ending, ".figures").read_text(encoding="utf-8")
        assert (">Page</span></th>" in text) is has_pages


def test_every_table_of_a_release_is_told_in_chinese_too(released: Released) -> None:
    con = gather.open_release(released.folder / "marts.duckdb")
    assert {table["name"] for table in gather.tables(con)} == set(words.MARTS)
    con.close()


def test_figures_of_a_long_document_go_on_over_several_pages(released: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_of_templates, "FIGURES_PER_PAGE", 50)
    sample = released.id_of("jiangbei-yunhu-digital-affairs-2020.txt")
    con = gather.open_release(released.folder / "marts.duckdb")
    document.write(con, released.warehouse, gather.names(con), next(gather.told(con, [sample])), tmp_path)
    con.close()
    made = {path.name: Page(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.html")}
    assert {f"{sample}{ending}.html" for ending in ("", ".figures", ".figures-2", ".figures-3", ".figures-4")} == set(made)
    for link in made[f"{sample}.html"].links:
        name, _, anchor = link.partition("#n")
        assert not anchor or f"n{anchor}" in made[name].ids, link
    assert f"{sample}.figures-3.html" in made[f"{sample}.figures-2.html"].links


def test_a_page_weighs_less_than_a_megabyte(released: Released) -> None:
    assert max(path.stat().st_size for path in released.report.rglob("*.html")) < 1_000_000


def test_the_same_release_gives_the_same_bytes_whoever_draws(released: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_FEW", 0)
    release = _again(released, tmp_path / "again")
    write_report(released.warehouse, release, lambda: released.folder.name, None)
    assert _digests(release / "report") == _digests(released.report)


@pytest.mark.parametrize("is_carried", [False, True], ids=["carried when asked", "carried ahead"])
@pytest.mark.parametrize("is_told", [False, True], ids=["all asked", "told what changed"])
def test_unchanged_pages_are_kept_and_changed_ones_are_not(released: Released, tmp_path: Path, is_told: bool, is_carried: bool) -> None:
    release, sample = _again(released, tmp_path / "next"), released.id_of("jiangbei-yunhu-digital-affairs-2020.txt")
    before = _digests(released.report)
    if is_carried:
        list(carry(released.folder, release))
        _withdrawn(release / DOCUMENTS)
    with duckdb.connect(str(release / "marts.duckdb")) as con:
        con.execute("update quality.fct_finding set message_zh = '另一句话' where document_id = ?", [sample])
    write_report(released.warehouse, release, lambda: "000002-next", released.folder, [sample] if is_told else None)
    kept, drawn = set(), set()
    for page in (release / "report" / "documents").glob("*.*"):
        former = released.report / page.relative_to(release / "report")
        (kept if page.samefile(former) else drawn).add(page.name)
    assert drawn == {"index.html", f"{sample}.html", f"{sample}.figures.html"}
    assert len({name.partition(".")[0] for name in kept}) == 4
    assert "另一句话" in (release / "report" / "documents" / f"{sample}.html").read_text(encoding="utf-8")
    with gather.open_release(release / "marts.duckdb") as con:
        digests = gather.digests(con)
    told = json.loads((release / "report" / KEPT).read_text(encoding="utf-8"))
    assert {document_id: digest.partition(".")[0] for document_id, digest in told.items()} == digests
    assert set(documents(release / DOCUMENTS)) == {page.partition(".")[0] for page in kept | drawn} - {"index"} == set(told)
    assert _digests(released.report) == before


@pytest.mark.parametrize("is_altered", [False, True], ids=["as published", "altered since"])
def test_rows_and_findings_drawn_before_are_those_that_would_be_drawn_and_only_as_they_were_published(
    released: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_altered: bool
) -> None:
    former, sample = tmp_path / "former", released.id_of("jiangbei-yunhu-digital-affairs-2020.txt")
    shutil.copytree(released.folder, former)
    known = json.loads((former / "release.json").read_bytes())["files"]
    for path in (former / "report" / "documents" / "index.html", *(former / "report" / "rules").glob("*.html")) if is_altered else ():
        path.chmod(0o644)
        path.write_text(path.read_text(encoding="utf-8").replace("<td", "<td hidden").replace("<p", "<p hidden"), encoding="utf-8")
    told, digests = {}, []
    monkeypatch.setattr(
        pages_of_templates, "rule_pages", lambda *given, made=pages_of_templates.rule_pages: told.update(findings=given[3]) or made(*given)
    )
    monkeypatch.setattr(
        pages_of_templates,
        "document_lists",
        lambda *given, made=pages_of_templates.document_lists: told.update(rows=given[1]) or made(*given),
    )
    for name, believed in (("taken over", known), ("drawn", None)):
        release = _again(released, tmp_path / name)
        with duckdb.connect(str(release / "marts.duckdb")) as con:
            con.execute("update quality.fct_finding set message_zh = '另一句话' where document_id = ?", [sample])
            con.execute("update dim_document set organisation_name = '另一单位' where document_id = ?", [sample])
        write_report(released.warehouse, release, lambda: "000002-next", former, [sample], believed)
        digests.append(_digests(release / "report"))
        is_taken_over = believed is not None and not is_altered
        assert (bool(told["findings"]), bool(told["rows"]), sample in told["rows"]) == (is_taken_over, is_taken_over, False)
    assert digests[0] == digests[1]
    assert "另一单位" in (release / "report" / "documents" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("left", ["", "[]", '{"0123'])
def test_where_what_pages_were_drawn_from_is_damaged_they_are_drawn_anew(released: Released, tmp_path: Path, left: str) -> None:
    former, release = tmp_path / "former", _again(released, tmp_path / "next")
    shutil.copytree(released.folder, former)
    (former / "report" / KEPT).chmod(0o644)
    (former / "report" / KEPT).write_text(left, encoding="utf-8")
    write_report(released.warehouse, release, lambda: released.folder.name, former)
    assert _digests(release / "report") == _digests(released.report) | {
        "index.html": hashlib.sha256((release / "report" / "index.html").read_bytes()).hexdigest()
    }


@pytest.mark.parametrize("noted", [None, "", "[]", '{"Z001": {"pass": 5}}', '{"Z001": {"pass": {"checks": 3, "documents": 2}}}'])
def test_rules_are_counted_from_what_the_former_release_noted_and_anew_where_that_is_no_count_of_it(
    released: Released, tmp_path: Path, noted: str | None
) -> None:
    former, release = tmp_path / "former", _again(released, tmp_path / "next")
    shutil.copytree(released.folder, former)
    sample = released.id_of("jiangbei-yunhu-digital-affairs-2020.txt")
    with duckdb.connect(str(release / "marts.duckdb")) as con:
        con.execute("delete from quality.fct_check_result where document_id = ? and status = 'pass'", [sample])
    if noted is not None:
        (former / "report" / COUNTED).chmod(0o644)
        (former / "report" / COUNTED).write_text(noted, encoding="utf-8")
    write_report(released.warehouse, release, lambda: "000002-next", former, [sample])
    with gather.open_release(release / "marts.duckdb") as con:
        assert json.loads((release / "report" / COUNTED).read_text(encoding="utf-8")) == gather.rule_counts(con)


def test_a_file_that_cannot_be_pictured_costs_its_pictures_only(released: Released, tmp_path: Path) -> None:
    release, document = _again(released, tmp_path / "torn"), released.id_of("after.pdf")
    ((sha256,),) = released.ask("select sha256 from dim_document where document_id = ?", document)
    torn = tmp_path / "warehouse"
    shutil.copytree(released.warehouse.root / "store", torn / "store")
    (torn / "store" / "objects" / str(sha256)).chmod(0o644)
    (torn / "store" / "objects" / str(sha256)).write_bytes(b"%PDF-1.7 torn")
    write_report(type(released.warehouse)(torn), release, lambda: "000003-torn", None)
    text = (release / "report" / "documents" / f"{document}.html").read_text(encoding="utf-8")
    assert "data:image/webp" not in text
    assert "<mark>" in text


def test_pieces_of_a_page_that_overlap_are_one_picture(shared: Path) -> None:
    file = shared / "disclosures" / "shanghai-putuo-guihua-2024.pdf"
    drawn = pictures(file, [Crop(24, 30000, 38000, ()), Crop(15, 5000, 16000, ()), Crop(24, 36000, 40000, ())])
    assert [(picture.page, picture.top, picture.bottom) for picture in drawn] == [(24, 30000, 40000), (15, 5000, 16000)]


def test_a_withdrawn_document_is_counted_and_tells_no_figures(released: Released, tmp_path: Path) -> None:
    release, sample = _again(released, tmp_path / "next"), released.id_of("jiangbei-yunhu-digital-affairs-2020.txt")
    with duckdb.connect(str(release / "marts.duckdb")) as con:
        con.execute("update dim_document set status = 'withdrawn', status_reason = 'replaced' where document_id = ?", [sample])
    write_report(released.warehouse, release, lambda: "000002-next", None)
    page, overview = ((release / "report" / name).read_text(encoding="utf-8") for name in (f"documents/{sample}.html", "index.html"))
    assert "已撤出" in page and "已撤出" in overview
    assert "replaced" in page and "Key figures" not in page


def test_what_somebody_put_among_the_pages_is_not_carried(tmp_path: Path) -> None:
    page = tmp_path / "former" / DOCUMENTS / f"{'a' * 16}.html"
    beside = (page.parent / name for name in ("index.html", "index-2.html", "mine.txt", "notes/mine.html"))
    for path in (page, *beside):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    page.with_name(f"{'b' * 16}.html").symlink_to(page)
    assert list(carry(tmp_path / "former", tmp_path / "next")) == ["a" * 16]
    assert [path for path in (tmp_path / "next").rglob("*") if path.is_file()] == [tmp_path / "next" / DOCUMENTS / page.name]


def _withdrawn(folder: Path) -> None:
    """Pages of a document that is not there any more."""
    for name in ("0" * 16 + ending for ending in (".html", ".figures.html", ".pdf")):
        (folder / name).write_text("gone", encoding="utf-8")


def _again(released: Released, release: Path) -> Path:
    """The tables of the release alone."""
    release.mkdir()
    shutil.copyfile(released.folder / "marts.duckdb", release / "marts.duckdb")
    return release


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert KEPT in found
    return found
