"""The contract probe finds what a service does that its schema forbids, and nothing else."""

from dataclasses import replace

import pytest

from groundup.audit import NotThere
from groundup.audit.probes.api import api_contract
from groundup.audit.probes.openapi import broken, example, read_operations, resolved
from groundup.audit.probes.serving import told, wait_ready
from tests.audit.served import SCHEMA, TOML, TinyService, rows, tiny

CONTRACT = api_contract(rows)


def test_a_service_that_keeps_its_schema_passes_on_80_requests():
    found = CONTRACT.look(tiny())
    assert found.passed, found.seen
    assert found.numbers["requests"] == 80


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("unknown", "unknown field"),
        ("lax", 'wrong type: x = "'),
        ("nan", "500"),
        ("flaky", "503"),
        ("undocumented", "no 'probability'"),
    ],
)
def test_what_breaks_the_schema_is_named_with_its_request(wrong, said):
    found = CONTRACT.look(tiny(wrong))
    assert found.passed is False
    assert said in " ".join(found.numbers["examples"])
    assert found.todo


DATED = api_contract(lambda _: [{**row, "at": "2026-02-03T18:25:00Z"} for row in rows()])


def test_a_service_that_refuses_what_overflows_passes():
    found = DATED.look(tiny())
    assert found.passed, found.seen


@pytest.mark.parametrize("seed", range(4))
def test_a_number_and_a_date_that_overflow_are_sent_whatever_the_seed(seed):
    found = DATED.look(replace(tiny("overflow"), seed=seed))
    assert found.passed is False
    said = " ".join(found.numbers["examples"])
    assert "x = a whole number of 400 digits was answered with 500" in said
    assert "at = 0001-01-01T00:00:00+14:00 was answered with 500" in said
    assert "at = 9999-12-31T23:59:59-12:00 was answered with 500" in said


def test_a_service_without_the_operation_is_told_so():
    elsewhere = TOML.replace('alarm = "drifted"', 'predict = "/v2/predict"')
    with pytest.raises(NotThere, match="no POST /v2/predict"):
        CONTRACT.look(tiny(toml=elsewhere))


def test_a_server_that_never_answers_is_given_up_with_its_last_words():
    with pytest.raises(NotThere, match=r"did not answer within 0 s.*listening"):
        wait_ready(TinyService(["down"]), "/healthz", 0.0)


@pytest.mark.parametrize(
    "line", ['predict = "v1"', "predict = 3", 'rate = "fast"', "rate = 0", "rate = true"]
)
def test_a_service_table_of_the_wrong_form_is_named(line):
    with pytest.raises(NotThere, match="groundup"):
        told(tiny(toml=TOML.replace('alarm = "drifted"', line)))


def test_operations_are_read_with_their_bodies_resolved():
    health, predict = read_operations(SCHEMA)
    assert (health.name, health.body) == ("GET /healthz", None)
    assert predict.body["required"] == ["x", "kind"]
    assert predict.answer(200)["required"] == ["probability"]
    assert predict.documented(418) is None


@pytest.mark.parametrize(
    ("documented", "sent", "read"),
    [
        (["application/json"], "application/json; charset=utf-8", "application/json"),
        (["application/problem+json"], "application/problem+json", "application/problem+json"),
        (
            ["application/problem+json", "application/json"],
            "application/problem+json",
            "application/problem+json",
        ),
        (["application/problem+json", "application/json"], "text/json", "application/json"),
        (["Application/JSON; charset=utf-8"], "application/json", "Application/JSON; charset=utf-8"),
        (["text/plain", "application/jsonl"], "application/json", None),
    ],
)
def test_an_answer_is_read_by_its_media_type(documented, sent, read):
    content = {name: {"schema": {"title": name}} for name in documented}
    post = {"responses": {"4XX": {"content": content}}}
    (one,) = read_operations({"openapi": "3.1.0", "paths": {"/p": {"post": post}}})
    assert one.answer(422, sent) == (read and {"title": read})


def test_a_body_that_is_only_taken_as_another_type_is_none():
    post = {"requestBody": {"content": {"application/merge-patch+json": {"schema": {}}}}, "responses": {}}
    (one,) = read_operations({"openapi": "3.1.0", "paths": {"/p": {"post": post}}})
    assert one.body is None


def test_a_refusal_not_as_documented_is_named_where_it_is_a_problem(monkeypatch):
    problem = {"schema": {"type": "object", "required": ["title"]}}
    answers = SCHEMA["paths"]["/v1/predict"]["post"]["responses"]
    monkeypatch.setitem(answers, "422", {"content": {"application/problem+json": problem}})
    found = CONTRACT.look(tiny())
    assert "422 and a body not as documented: the body has no 'title'" in found.seen


@pytest.mark.parametrize("document", [None, [], {"openapi": "3.1.0"}, {"swagger": "2.0", "paths": {}}])
def test_what_is_no_openapi_document_is_refused(document):
    with pytest.raises(NotThere):
        read_operations(document)


@pytest.mark.parametrize(
    ("value", "schema", "fits"),
    [
        (1, {"type": "number"}, True),
        (1.0, {"type": "integer"}, True),
        (1.5, {"type": "integer"}, False),
        (True, {"type": "number"}, False),
        (None, {"type": ["string", "null"]}, True),
        ("c", {"enum": ["a", "b"]}, False),
        (0, {"exclusiveMinimum": 0}, False),
        (10, {"maximum": 10}, True),
        ([1, "x"], {"items": {"type": "integer"}}, False),
        ({"a": 1}, {"properties": {}, "additionalProperties": False}, False),
        ({}, {"required": ["a"]}, False),
        (3, {"anyOf": [{"type": "string"}, {"type": "integer"}]}, True),
        (3, {"oneOf": [{"type": "string"}, {"type": "null"}]}, False),
        (3, {"allOf": [{"minimum": 2}, {"maximum": 2}]}, False),
        ("anything", {"pattern": "(a+)+$", "format": "uri"}, True),
    ],
)
def test_a_value_fits_its_schema_or_does_not(value, schema, fits):
    assert (broken(value, schema, {}) == "") is fits


def test_a_made_example_fits_its_own_schema():
    schema = SCHEMA["components"]["schemas"]["Row"]
    assert broken(example(schema, SCHEMA), schema, SCHEMA) == ""


def test_references_that_go_round_in_a_circle_end():
    circle = {"$ref": "#/a", "a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}}
    assert "$ref" in resolved(circle, circle)
    assert example(circle, circle) is not ...
    assert broken(1, circle, circle) == ""


def test_a_document_that_refers_to_itself_everywhere_is_given_up_in_time():
    twice = {"allOf": [{"$ref": "#/s"}] * 10, "properties": {"a": {"$ref": "#/s"}}, "required": ["a"]}
    document = {"s": {**twice, "anyOf": [{"$ref": "#/s"}] * 10}}
    assert broken({"a": {"a": {}}}, document["s"], document) is not None
    example({**document["s"], "allOf": None, "anyOf": None}, document)


def test_an_example_is_never_larger_than_a_request_should_be():
    assert len(example({"type": "string", "minLength": 10**9}, {})) < 10_000
    assert len(example({"type": "array", "minItems": 10**9, "items": {"type": "null"}}, {})) < 100
