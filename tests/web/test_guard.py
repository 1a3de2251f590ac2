"""The guard: who may ask, what a page may do, and how much may be sent. Every route is walked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx2 import Response

from groundup.web.guard import LARGEST_BODY, OUR_NAMES

FILLED = {"id": "halving", "cell": "cell-1", "function": "bars"}
FOREIGN = {"sec-fetch-site": "cross-site", "origin": "http://evil.example"}


def routes(client: TestClient) -> Iterator[tuple[str, str]]:
    """(method, address) of everything that the application answers, but the endless stream."""
    for route in client.app.routes:  # type: ignore[attr-defined]  # an ASGI application to its type
        if isinstance(route, APIRoute) and route.path != "/events":
            for method in route.methods:
                yield method, route.path.format(**FILLED)


def is_guarded(answer: Response) -> bool:
    policy = answer.headers.get("content-security-policy", "")
    return (
        "default-src 'none'" in policy
        and "script-src 'self';" in policy
        and "frame-ancestors 'none'" in policy
        and answer.headers["x-content-type-options"] == "nosniff"
        and answer.headers["referrer-policy"] == "same-origin"
    )


def test_every_answer_of_every_route_carries_the_headers(visitor: TestClient) -> None:
    for method, address in routes(visitor):
        assert is_guarded(visitor.request(method, address)), (method, address)


@pytest.mark.parametrize("address", ["/nowhere", "/static/logo.svg", "/static/none.js", "/concept/none"])
def test_errors_and_files_carry_the_headers_too(visitor: TestClient, address: str) -> None:
    assert is_guarded(visitor.get(address))


def test_no_page_has_an_inline_script_or_handler(visitor: TestClient) -> None:
    for method, address in routes(visitor):
        if method == "GET":
            html = visitor.get(address).text
            assert "<script>" not in html and " onclick=" not in html and "javascript:" not in html, address


def test_styles_are_ours_or_carry_the_nonce_of_this_answer(visitor: TestClient) -> None:
    one, other = visitor.get("/about"), visitor.get("/about")
    nonce = one.headers["content-security-policy"].split("'nonce-")[1].split("'")[0]
    assert f'data-nonce="{nonce}"' in one.text
    assert nonce not in other.headers["content-security-policy"]


@pytest.mark.parametrize("host", [*sorted(OUR_NAMES), "127.0.0.1:8000", "localhost:1", "LOCALHOST:8000"])
def test_names_of_this_machine_are_answered(visitor: TestClient, host: str) -> None:
    assert visitor.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("127.0.0.1.nip.io", 421),
        ("localhost.evil.example:8000", 421),
        ("127.0.0.2:8000", 421),
        ("", 400),
        ("localhost:8000@evil.example", 400),
        ("localhost/..", 400),
    ],
)
def test_other_names_are_refused(visitor: TestClient, host: str, status: int) -> None:
    answer = visitor.get("/about", headers={"host": host})
    assert answer.status_code == status
    assert is_guarded(answer)


def test_two_hosts_are_no_host(visitor: TestClient) -> None:
    answer = visitor.get("/about", headers=[("host", "localhost"), ("host", "evil.example")])  # type: ignore[arg-type]
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"}, False),
        ({"origin": "http://127.0.0.1:8000"}, True),
        ({"origin": "http://127.0.0.1:8001"}, False),
        ({"origin": "https://127.0.0.1:8000"}, False),
        ({"origin": "null"}, False),
        ({}, False),
    ],
)
def test_what_changes_something_comes_from_our_own_pages(
    visitor: TestClient, headers: dict[str, str], allowed: bool
) -> None:
    del visitor.headers["sec-fetch-site"]
    answer = visitor.post("/today/off", headers=headers)
    assert (answer.status_code != 403) is allowed


def test_no_route_that_changes_something_answers_another_site(visitor: TestClient) -> None:
    for method, address in routes(visitor):
        if method not in ("GET", "HEAD"):
            assert visitor.request(method, address, headers=FOREIGN).status_code == 403, (method, address)


def test_json_dressed_as_plain_text_is_refused_like_any_other(visitor: TestClient) -> None:
    headers = FOREIGN | {"content-type": "text/plain"}
    answer = visitor.post("/lesson/halving/figure/bars", content='{"x": 1}', headers=headers)
    assert answer.status_code == 403


def test_a_body_has_an_end_said_before(visitor: TestClient) -> None:
    answer = visitor.post("/lab/lab-doubling", content=b"x" * (LARGEST_BODY + 1))
    assert answer.status_code == 413


def test_a_body_has_an_end_found_on_the_way(visitor: TestClient) -> None:
    pieces = (b"x" * 65536 for _ in range(LARGEST_BODY // 65536 + 2))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert visitor.post("/lab/lab-doubling", content=pieces, headers=headers).status_code == 413


@pytest.mark.parametrize("length", ["-1", "ten", "1, 2"])
def test_a_length_that_is_no_number_is_refused(visitor: TestClient, length: str) -> None:
    answer = visitor.post("/lab/lab-doubling", content=b"", headers={"content-length": length})
    assert answer.status_code in (400, 413)


def test_a_form_of_a_thousand_fields_is_refused(visitor: TestClient) -> None:
    answer = visitor.post("/setup", data={f"field-{n}": "x" for n in range(1000)})
    assert answer.status_code == 400


def test_there_are_no_sockets(visitor: TestClient) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect) as closed, visitor.websocket_connect("/events"):
        pass
    assert closed.value.code == 1008
