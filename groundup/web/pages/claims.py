"""Claims: a list from elsewhere, what was recognised in it, and what of it is claimed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from groundup import actions
from groundup.records import GroundupError
from groundup.web.shell import Opened, go, page

router = APIRouter()


async def sent_with_file(request: Request) -> FormData:
    """The form, its file read as text into the field `text`; what is no text is left out."""
    fields: list[tuple[str, str | UploadFile]]
    async with request.form(max_fields=600, max_files=1) as form:
        fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        file = form.get("file")
        if isinstance(file, UploadFile) and file.filename:
            content = (await file.read()).decode("utf-8", errors="replace")
            fields = [(name, value) for name, value in fields if name != "text"] + [("text", content)]
    return FormData(fields)


SentWithFile = Annotated[FormData, Depends(sent_with_file)]


@router.get("/claims")
def claims(request: Request, w: Opened) -> Response:
    return page(request, "claims.html", found=None, text="", message="")


@router.post("/claims")
def find(request: Request, w: Opened, sent: SentWithFile) -> Response:
    """Show what is in the list; claim the concepts that are ticked when that is what is asked."""
    if sent.get("do") == "claim":
        actions.claim(w, [str(id) for id in sent.getlist("claim")])
        return go("/placement")
    text = str(sent.get("text", ""))
    try:
        found = actions.find_claims(w, text)
    except GroundupError as error:
        if error.code != "invalid":
            raise
        return page(request, "claims.html", status=422, found=None, text=text, message=error.message)
    return page(request, "claims.html", found=found, text=text, message="")
