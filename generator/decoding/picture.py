"""Pictures are made anew from their pixels: upright, in a few sizes, and with nothing else of the file they came in.

What a camera writes beside the pixels (place, time, device, an uncut preview), comments, colour profiles and whatever
stands behind the end stay behind. The size in pixels is judged from the header, before anything is decoded.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Literal

from PIL import Image, ImageCms

from generator.core.content import Content, Kind, Rendition
from generator.decoding.beside import found_beside
from generator.decoding.budget import WIDEST

SIDE = 12_000
PIXELS = 50_000_000
BYTES = 10 << 20
WIDTHS = (480, 960, WIDEST)
"""In pixels: a phone, a column of text, a whole page or a column on a fine screen. None is wider than the picture."""
FALLBACK = 960
"""The widest JPEG, for browsers that know neither `srcset` nor WebP and for whoever saves the picture."""
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF 2.32, tag 0x0112: how a picture must be turned to stand as it was seen."""
_SIDEWAYS = 5
"""From this orientation on, width and height change places."""

Image.MAX_IMAGE_PIXELS = None  # our own limit is the narrower one, and tells the numbers


def measure(kind: Kind, data: bytes) -> Content:
    """A picture's size as it lies in the file, from its header alone. Raises whatever the decoder raises."""
    with _opened(kind, data) as image:
        return _measured(kind, data, image)


def read_picture(kind: Kind, data: bytes) -> tuple[Content, tuple[bytes, ...]]:
    """A picture's size and its renditions. Raises Faulty, and whatever the decoder raises."""
    with _opened(kind, data) as image:
        measured = _measured(kind, data, image)
        if measured.fault:
            return measured, ()
        width, height = measured.width, measured.height
        orientation = _orientation(image)  # which decodes a PNG
        if orientation >= _SIDEWAYS:
            width, height = height, width
        pixels = _upright(image, orientation, (width, height))
    made = tuple(_renditions(pixels, width))
    said = Content(kind, "", width, height, tuple(each for each, _ in made), found_beside(data))
    return said, tuple(blob for _, blob in made)


def _opened(kind: Kind, data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=(_FORMATS[kind],))


def _measured(kind: Kind, data: bytes, image: Image.Image) -> Content:
    width, height = image.size
    large = max(width, height) > SIDE or width * height > PIXELS or len(data) > BYTES
    return Content(kind, "pixels" if large else "", width, height)


def _orientation(image: Image.Image) -> int:
    try:
        given = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - what a stranger wrote beside the picture says nothing about the picture
        return 1
    return given if given in _TURNS else 1


def _upright(image: Image.Image, orientation: int, size: tuple[int, int]) -> Image.Image:
    """The pixels in the largest size that is needed, turned, in RGB or RGBA: small first, since memory is scarce."""
    width, height = _scaled(size, WIDTHS[-1])
    sideways = orientation >= _SIDEWAYS
    image.draft("RGB", (height, width) if sideways else (width, height))
    image.load()
    profile = image.info.get("icc_profile")
    made = _plain(image).resize((height, width) if sideways else (width, height), Image.Resampling.LANCZOS)
    if profile and image.mode in {"RGB", "RGBA", "P"}:
        # A wrong profile costs the colours, not the picture.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            ImageCms.profileToProfile(
                made, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=made.mode, inPlace=True
            )
    made.info.clear()
    return made.transpose(_TURNS[orientation]) if orientation in _TURNS else made


def _plain(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits a pixel, of which a screen shows 8
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    clear = image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info
    wanted = "RGBA" if clear else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def _scaled(size: tuple[int, int], width: int) -> tuple[int, int]:
    """A size at most `width` wide, of the same shape."""
    if size[0] <= width:
        return size
    return width, max(1, round(size[1] * width / size[0]))


def _renditions(pixels: Image.Image, width: int) -> Iterator[tuple[Rendition, bytes]]:
    for each in sorted({min(each, width) for each in WIDTHS}):
        sized = _sized(pixels, each)
        yield _made("webp", sized)
        if each == min(FALLBACK, width):
            yield _made("jpg", _on_white(sized))


def _sized(pixels: Image.Image, width: int) -> Image.Image:
    size = _scaled(pixels.size, width)
    return pixels if size == pixels.size else pixels.resize(size, Image.Resampling.LANCZOS)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _made(form: Literal["webp", "jpg"], image: Image.Image) -> tuple[Rendition, bytes]:
    stream = io.BytesIO()
    if form == "webp":
        image.save(stream, "WEBP", quality=80, method=2)  # 4 takes twice the time for a fiftieth of the bytes
    else:
        image.save(stream, "JPEG", quality=82, optimize=True, progressive=True)
    blob = stream.getvalue()
    return Rendition(form, image.width, image.height, len(blob), sha256(blob).hexdigest()), blob
