"""An upload is judged by its own bytes: one whole PDF, JPEG or PNG that only shows, else a refusal."""

import zlib

import pytest

from events.contract import Refused
from events.contract.scanning import ImageForm
from services.intake.papers.judged_image import INFLATED, LARGEST, judged_image
from tests.intake.images import JPEG, PNG, pdf


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (JPEG, ImageForm.JPEG),
        (PNG, ImageForm.PNG),
        (pdf(), ImageForm.PDF),
        (pdf(b"/URI (https://example.jp)"), ImageForm.PDF),
        (pdf(stream=zlib.compress(b"/JSON of a name like it")), ImageForm.PDF),
    ],
)
def test_what_only_shows_is_taken(content: bytes, form: ImageForm) -> None:
    assert judged_image(content) is form


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "image-missing"),
        (PNG[:8] + bytes(LARGEST), "image-too-large"),
        (b"<svg onload=alert(1)>", "image-unknown"),
        (b"<html>" + JPEG, "image-unknown"),
        (b"MZ" + PNG, "image-unknown"),
        (JPEG[:-2], "image-cut"),
        (PNG[:-4], "image-cut"),
        (JPEG + b"PK\x03\x04 a second file behind it", "image-cut"),
        (pdf()[:-20], "image-cut"),
        (pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "image-active"),
        (pdf(b"/S /J#61vaScript"), "image-active"),
        (pdf(b"/Names << /EmbeddedFiles 5 0 R >>"), "image-active"),
        (pdf(b"/S /Launch /F (calc.exe)"), "image-active"),
        (pdf(stream=zlib.compress(b"<< /S /JavaScript /JS 7 0 R >>")), "image-active"),
        (pdf(b"/Encrypt 9 0 R"), "image-locked"),
        (pdf(stream=zlib.compress(bytes(INFLATED + 1))), "image-too-large"),
    ],
)
def test_anything_else_is_refused_at_its_field(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        judged_image(content)
    assert (refused.value.code, refused.value.field) == (code, "image")


def test_a_file_of_beginnings_without_an_end_is_judged_in_one_pass() -> None:
    """Sought anew from each of them, half a megabyte would stop the whole house for hours."""
    assert judged_image(b"%PDF-1.4\n" + b"stream\n" * 80_000 + b"%%EOF") is ImageForm.PDF
