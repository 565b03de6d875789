"""Word 97-2003 (DOC) through LibreOffice, where it is installed: converted to DOCX beside the file, then read as one.

LibreOffice runs without a window, with a profile of its own that forbids macros and linked files, and is ended after a fixed time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from orchestration.read import docx
from orchestration.read.document import Document
from orchestration.read.errors import Unreadable

SECONDS = 25
BYTES = 64 * 1024 * 1024
_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
)
_PROFILE = (
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    + "</oor:items>"
)


def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def read(data: bytes) -> Document:
    """The Document of a DOC file. Raises Unreadable: needs_libreoffice, too_slow, damaged_file, and what the DOCX reader raises."""
    office = program()
    if office is None:
        raise Unreadable(
            "needs_libreoffice",
            "读取 Word 97-2003（DOC）文件需要 LibreOffice，本机没有安装。请安装 LibreOffice（命令 soffice 可用），或将文件另存为 DOCX。",
            "Reading Word 97-2003 (DOC) needs LibreOffice, which is not installed here. Install it so that the command soffice is found, "
            "or save the file as DOCX.",
        )
    if len(data) > BYTES:
        raise Unreadable("too_large_inside", "DOC 文件过大。", "The DOC file is too large.")
    with tempfile.TemporaryDirectory(prefix="juesuan-doc-", ignore_cleanup_errors=True) as folder:
        return replace(docx.read(_converted(office, data, Path(folder))), format="doc")


def _converted(office: str, data: bytes, folder: Path) -> bytes:
    source, profile = folder / "source.doc", folder / "profile"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        "--convert-to", "docx", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    environment |= {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603
            command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment, cwd=folder, start_new_session=True
        )
    except OSError as error:
        raise _failed() from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise Unreadable(
            "too_slow", f"LibreOffice 在 {SECONDS} 秒内未能转换该文件。", f"LibreOffice did not convert the file within {SECONDS} s."
        ) from None
    finally:
        _end(process)
    try:
        return (folder / "out" / "source.docx").read_bytes()
    except OSError as error:
        raise _failed() from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole group: soffice is a script that starts the program proper."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failed() -> Unreadable:
    return Unreadable(
        "damaged_file",
        "LibreOffice 无法打开该文件，可能已损坏或加密。",
        "LibreOffice could not open the file; it may be damaged or encrypted.",
    )
