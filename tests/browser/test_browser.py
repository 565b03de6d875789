"""The browser that the other tests trust: it draws Chinese, and it reports what a page may not do."""

from __future__ import annotations

from tests.browser.chromium import Watched


def test_the_watch_sees_calls_errors_and_dialogs(watched: Watched) -> None:
    page = watched.page
    page.set_content("<h1>部门决算</h1><img src='http://example.invalid/x.png'><script>alert('hello'); null.x</script>")
    page.wait_for_timeout(200)
    assert watched.outside == ["http://example.invalid/x.png"]
    assert watched.dialogs == ["hello"]
    assert len(watched.errors) == 1


def test_a_harmless_page_leaves_no_trace(watched: Watched) -> None:
    watched.page.set_content("<h1>部门决算</h1><p>25,560,300.00</p>")
    assert watched.page.inner_text("h1") == "部门决算"
    assert (watched.outside, watched.errors, watched.dialogs) == ([], [], [])
