"""Files: checked by what they contain, sealed in pieces, readable by nobody once the key is gone."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guildhall.kernel.refusals import Refusal
from guildhall.vault import files, keys, kinds
from guildhall.vault.models import StoredFile
from tests.vault.conftest import DOCX, JPEG, PDF, PNG, PROGRAM, XLSX, an_act, archive, upload

BOM = b"\xef\xbb\xbf"
HTML = b"<!DOCTYPE html><html><body>hello</body></html>"
SVG = b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>"


def kept(content=PDF, name="diploma.pdf", key_id=None):
    received = files.receive(upload(name, content), key_id=key_id or keys.new_key())
    with an_act():
        return files.keep(received)


def read(file):
    return b"".join(files.open_stream(file))


def on_disk():
    root = Path(files.storage().location)
    return sorted(path for path in root.rglob("*") if path.is_file()) if root.exists() else []


@pytest.mark.parametrize(
    ("name", "content", "media_type", "kind"),
    [
        ("diploma.pdf", PDF, "application/pdf", "pdf"),
        ("Diploma.PDF", PDF, "", "pdf"),
        ("photo.png", PNG, "image/png", "png"),
        ("photo.jpg", JPEG, "image/jpeg", "jpeg"),
        ("photo.jpeg", JPEG, "application/octet-stream", "jpeg"),
        ("notes.txt", "Grüße aus Köln\n".encode(), "text/plain; charset=utf-8", "text"),
        ("notes.txt", "Grüße aus Köln\n".encode("cp1252"), "text/plain", "text"),
        ("notes.txt", "Grüße\r\n".encode("utf-16"), "text/plain", "text"),
        ("marks.csv", BOM + b"name;mark\r\nMZ;1\r\n", "application/vnd.ms-excel", "csv"),
        ("marks.csv", b"MZ;name\n", "text/csv", "csv"),
        ("letter.docx", DOCX, kinds.DOCX.media_type, "docx"),
        ("marks.xlsx", XLSX, kinds.XLSX.media_type, "xlsx"),
    ],
)
def test_papers_are_taken_in_as_what_they_are(name, content, media_type, kind):
    assert files.check(upload(name, content, media_type)).code == kind


@pytest.mark.parametrize(
    ("name", "content", "media_type", "code"),
    [
        ("diploma.pdf", PROGRAM, "application/pdf", "file-dangerous"),
        ("diploma.pdf", b"\x7fELF" + b"\x00" * 60, "application/pdf", "file-dangerous"),
        ("notes.txt", b"#!/bin/sh\nrm -rf /\n", "text/plain", "file-dangerous"),
        ("notes.txt", HTML, "text/plain", "file-dangerous"),
        ("notes.txt", HTML.decode().encode("utf-16"), "text/plain", "file-content"),
        ("photo.png", SVG, "image/png", "file-dangerous"),
        ("drawing.svg", SVG, "image/svg+xml", "file-dangerous"),
        ("setup.exe", PDF, "application/pdf", "file-kind"),
        ("diploma.pdf.exe", PDF, "application/pdf", "file-kind"),
        ("diploma", PDF, "application/pdf", "file-kind"),
        ("papers.zip", archive("a.txt"), "application/zip", "file-kind"),
        ("diploma.pdf", PNG, "application/pdf", "file-content"),
        ("diploma.pdf", PDF, "image/png", "file-content"),
        ("diploma.pdf", b"\n" + PDF, "application/pdf", "file-content"),
        ("diploma.pdf", PDF[:-7], "application/pdf", "file-content"),
        ("diploma.pdf", PDF + archive("a.txt") + b"%%EOF", "application/pdf", "file-content"),
        ("photo.png", PNG + archive("a.txt"), "image/png", "file-content"),
        ("photo.png", PNG[:-4], "image/png", "file-content"),
        ("photo.jpg", JPEG[:20] + PDF + JPEG[20:], "image/jpeg", "file-content"),
        ("photo.jpg", JPEG + archive("a.txt"), "image/jpeg", "file-content"),
        ("notes.txt", b"text\x00more", "text/plain", "file-content"),
        ("notes.txt", PDF, "text/plain", "file-content"),
        ("marks.xlsx", DOCX, "", "file-content"),
        ("letter.docx", archive("a.txt"), "", "file-content"),
        ("letter.docx", b"PK\x03\x04 broken", "", "file-content"),
        ("letter.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "", "file-content"),
        ("empty.pdf", b"", "application/pdf", "file-empty"),
    ],
)
def test_what_is_not_what_it_says_is_refused_with_what_mends_it(name, content, media_type, code):
    with pytest.raises(Refusal) as refused:
        files.receive(upload(name, content, media_type), key_id=keys.new_key())
    assert refused.value.code == code
    assert refused.value.mend.sentence
    assert on_disk() == []


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        (archive("a.txt", "b/c.txt"), True),
        (archive("../../etc/passwd"), False),
        (archive("/etc/passwd"), False),
        (b"\x00" * 9 + archive("a.txt"), False),
    ],
)
def test_archives_are_taken_in_where_the_caller_allows_them(content, taken):
    allowed = (*kinds.PAPERS, kinds.ZIP)
    if taken:
        assert files.check(upload("papers.zip", content), allowed).code == "zip"
    else:
        with pytest.raises(Refusal):
            files.check(upload("papers.zip", content), allowed)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xef\xbb\xbf\n<qti-assessment-item identifier='a'/>", ""),
        (b"<?xml version='1.0'?><a/>", ""),
        (b"identifier,key\n", "file-content"),
        (b"<a>\x00</a>", "file-content"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "file-dangerous"),
        (b"<?xml-stylesheet href='x.xsl'?><a/>", "file-dangerous"),
    ],
)
def test_xml_is_taken_in_where_the_caller_allows_it_and_no_page_that_calls_itself_so(content, code):
    handed_in = upload("item.xml", content, "text/xml")
    if code:
        assert refused_as(handed_in, (kinds.XML,)) == code
    else:
        assert files.check(handed_in, (kinds.XML,)) is kinds.XML
        assert refused_as(handed_in, kinds.PAPERS) == "file-kind"


def refused_as(handed_in, allowed):
    with pytest.raises(Refusal) as refused:
        files.check(handed_in, allowed)
    return refused.value.code


def test_archive_that_would_fill_the_disk_is_refused(monkeypatch):
    monkeypatch.setattr(kinds, "MOST_UNPACKED", 1000)
    with pytest.raises(Refusal):
        files.check(upload("marks.xlsx", archive("[Content_Types].xml", "xl/workbook.xml", content=b"0" * 1001)))


def test_file_beyond_the_limit_is_refused_before_it_is_read(settings):
    settings.GUILDHALL = replace(settings.GUILDHALL, max_upload_mb=1)
    large = upload("diploma.pdf", PDF)
    large.size = 1024 * 1024 + 1
    large.file = None
    with pytest.raises(Refusal) as refused:
        files.check(large)
    assert refused.value.code == "file-too-large"
    assert "1 MB" in refused.value.sentence


@pytest.mark.parametrize(
    "size", [len(PDF), files.PIECE - 1, files.PIECE, files.PIECE + 1, 3 * files.PIECE, 3 * files.PIECE + 5]
)
def test_file_comes_back_as_it_was_handed_in(size):
    content = PDF + b"%" * (size - len(PDF) - 6) + b"%%EOF\n" if size > len(PDF) else PDF
    file = kept(content)
    assert read(StoredFile.objects.get(pk=file.pk)) == content
    assert (file.size, file.what, files.name_of(file)) == (len(content), kinds.PDF, "diploma.pdf")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="<%{#"), min_size=1))
def test_any_text_comes_back(text):
    assert read(kept(text.encode(), "notes.txt")) == text.encode()


def test_disk_and_row_hold_neither_content_nor_name_nor_a_plain_hash():
    from hashlib import sha256

    file = kept(name="Carla Sommer.pdf")
    (path,) = on_disk()
    bytes_on_disk = path.read_bytes()
    assert PDF[:8] not in bytes_on_disk
    assert b"Catalog" not in bytes_on_disk
    assert path.name == file.address != sha256(PDF).hexdigest()
    assert path.parent.name == file.address[2:4]
    assert b"Sommer" not in bytes(file.sealed_name)


def test_same_file_lies_once_for_one_owner_and_apart_for_another():
    owner = keys.new_key()
    one, again, other = kept(key_id=owner), kept(key_id=owner, name="again.pdf"), kept()
    assert one.address == again.address != other.address
    assert len(on_disk()) == 2
    assert (read(one), files.name_of(again)) == (PDF, "again.pdf")


def test_destroyed_key_erases_file_and_name():
    file = kept()
    keys.destroy(file.key_id)
    with pytest.raises(keys.KeyDestroyed):
        files.open_stream(file)
    with pytest.raises(keys.KeyDestroyed):
        files.name_of(file)


LONG = PDF + b"%" * (3 * files.PIECE) + b"\n%%EOF\n"


@pytest.mark.parametrize(
    "touch",
    [
        lambda sealed: sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:],
        lambda sealed: sealed[:20] + bytes([sealed[20] ^ 1]) + sealed[21:],
        lambda sealed: sealed[: -files.PIECE // 2],
        lambda sealed: sealed[: files.HEADER + files.PIECE + files.TAG],
        lambda sealed: sealed[: files.HEADER],
        lambda sealed: b"",
        lambda sealed: sealed + b"x",
        lambda sealed: (
            sealed[: files.HEADER]
            + sealed[files.HEADER + files.PIECE + files.TAG : files.HEADER + 2 * (files.PIECE + files.TAG)]
            + sealed[files.HEADER : files.HEADER + files.PIECE + files.TAG]
            + sealed[files.HEADER + 2 * (files.PIECE + files.TAG) :]
        ),
    ],
)
def test_touched_bytes_are_not_handed_out_as_the_file(touch):
    file = kept(LONG)
    (path,) = on_disk()
    path.write_bytes(touch(path.read_bytes()))
    with pytest.raises(keys.Forged):
        read(file)


def test_bytes_of_another_file_are_forged():
    owner = keys.new_key()
    one, other = kept(key_id=owner), kept(PNG, "photo.png", key_id=owner)
    root = Path(files.storage().location)
    (root / files.path(one.address)).write_bytes((root / files.path(other.address)).read_bytes())
    with pytest.raises(keys.Forged):
        read(one)


def test_missing_bytes_are_missing():
    file = kept()
    on_disk()[0].unlink()
    with pytest.raises(FileNotFoundError):
        read(file)


def test_crash_while_writing_leaves_nothing_at_the_address(monkeypatch):
    owner = keys.new_key()
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        files.receive(upload("diploma.pdf", PDF), key_id=owner)
    assert on_disk() == []


def test_received_file_that_nobody_keeps_is_swept_and_kept_ones_stay(clock):
    file = kept()
    orphan = files.receive(upload("photo.png", PNG), key_id=keys.new_key())
    assert files.sweep() == 0
    clock.move(days=2)
    fresh = files.receive(upload("photo.png", PNG), key_id=keys.new_key())
    assert files.sweep() == 1
    assert {path.name for path in on_disk()} == {file.address, fresh.address}
    with pytest.raises(Refusal) as refused, an_act():
        files.keep(orphan)
    assert refused.value.code == "file-gone"


def test_nothing_is_swept_before_the_first_file_came(tmp_path, monkeypatch):
    empty = FileSystemStorage(location=tmp_path / "nothing-yet")
    monkeypatch.setattr(files, "storage", lambda: empty)
    assert files.sweep() == 0


def test_kept_file_is_written_by_acts_only():
    from guildhall.ledger.guard import WriteOutsideAct

    received = files.receive(upload("diploma.pdf", PDF), key_id=keys.new_key())
    with pytest.raises(WriteOutsideAct):
        files.keep(received)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("diploma.pdf", "diploma.pdf"),
        ("C:\\Users\\carla\\diploma.pdf", "diploma.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("di\x00plo\nma.pdf", "diploma.pdf"),
        ("what? <b>.pdf", "what_ _b_.pdf"),
        ("  many   spaces .pdf", "many spaces .pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("Zeugnis Mu\u0308ller.pdf", "Zeugnis Müller.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("", ""),
    ],
)
def test_names_are_made_safe(name, clean):
    assert files.clean_name(name) == clean
