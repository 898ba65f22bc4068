import re
from collections.abc import Iterator

from django.core.files import File
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

# Eighteen digits are more than any file has; without a limit a number of many thousand digits costs real time to read.
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_CHUNK = 64 * 1024


def serve(file: File, *, filename: str, content_type: str, request: HttpRequest) -> HttpResponseBase:
    """The file as a download that nobody on the way may keep and that no browser opens as a page.

    One byte range is honoured (RFC 9110, 14): 206 with that part, 416 where it lies outside the file. Several ranges
    at once, or a range tied to a version (`If-Range`), get the whole file, as the standard allows. The caller has asked
    who is there.
    """
    size = file.size
    asked = request.headers.get("Range", "") if request.method == "GET" and "If-Range" not in request.headers else ""
    part = _part(asked, size)
    response: HttpResponseBase
    if part is not None and not part:
        file.close()
        response = HttpResponse(status=416, content_type=content_type)
        response["Content-Range"] = f"bytes */{size}"
    elif request.method == "HEAD":
        file.close()
        response = HttpResponse(content_type=content_type)
        response["Content-Length"] = str(size)
    else:
        response = _stream(file, part, size=size, content_type=content_type)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _part(asked: str, size: int) -> range | None:
    """The bytes asked for; empty when none of them exist; None when the whole file is to be sent."""
    match = _RANGE.fullmatch(asked.strip())
    if not match or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def _stream(file: File, part: range | None, *, size: int, content_type: str) -> StreamingHttpResponse:
    wanted = range(size) if part is None else part
    response = StreamingHttpResponse(
        _read(file, wanted), content_type=content_type, status=200 if part is None else 206
    )
    response["Content-Length"] = str(len(wanted))
    if part is not None:
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return response


def _read(file: File, part: range) -> Iterator[bytes]:
    with file:
        file.seek(part.start)
        left = len(part)
        while left and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
