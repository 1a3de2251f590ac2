import json
import logging
import unittest
from dataclasses import replace

import numpy as np

from support import PAYMENT, Caller, changed, table, version
from tollgate import contract, web

PREDICT, BATCH = "/predictions", "/predictions/batch"


class WebCase(unittest.TestCase):
    def setUp(self):
        self.version = version()
        self.app = web.App(self.version)
        self.caller = Caller(self.app)

    def assert_refused(self, status, title):
        self.assertEqual(self.caller.status, status)
        self.assertEqual(self.caller.headers["content-type"], "application/problem+json")
        body = json.loads(self.caller.body)
        self.assertEqual(body["status"], status)
        self.assertIn(title, body["title"])
        return body["rules"]


class OnePayment(WebCase):
    def test_it_gets_the_risk_of_the_model(self):
        p = self.version.score(PAYMENT)
        self.assertEqual(
            self.caller.post(PREDICT, PAYMENT),
            {"probability": p, "review": False, "model_version": self.version.name},
        )
        self.assertEqual(self.caller.status, 200)
        self.assertEqual(self.caller.headers["content-type"], "application/json")
        self.assertEqual(self.caller.headers["content-length"], str(len(self.caller.body)))

    def test_the_order_of_its_fields_does_not_matter(self):
        backwards = dict(reversed(PAYMENT.items()))
        self.assertEqual(self.caller.post(PREDICT, PAYMENT), self.caller.post(PREDICT, backwards))

    def test_the_riskiest_twentieth_is_reviewed(self):
        risky = changed(amount_eur=4000.0, channel="online", merchant_category="gifts", distance_km=900.0)
        self.assertIs(self.caller.post(PREDICT, risky)["review"], True)
        at = {**self.version.arrays, "review_from": np.array(self.version.score(PAYMENT))}
        self.app.version = replace(self.version, arrays=at)
        self.assertIs(self.caller.post(PREDICT, PAYMENT)["review"], True)

    def test_one_that_breaks_the_contract_is_told_every_rule(self):
        self.caller.post(PREDICT, changed(amount_eur=4_250_000, channel="fax"))
        self.assertEqual(
            self.assert_refused(422, "breaks the contract"),
            ["amount_eur: must be at most 20000", "channel: must be one of chip, contactless, online"],
        )

    def test_the_answers_are_as_documented(self):
        for schema, body in (
            ("Prediction", self.caller.post(PREDICT, PAYMENT)),
            ("Problem", self.caller.post(PREDICT, {})),
            ("BatchReport", self.caller.post(BATCH, {"rows": [PAYMENT, 1]})),
        ):
            self.assertEqual(sorted(body), sorted(contract.SCHEMAS[schema]["required"]))


class Batches(WebCase):
    def test_good_rows_are_served_and_bad_ones_named(self):
        rows = [PAYMENT, changed(amount_eur=None), 7, changed(distance_km=350.0)]
        report = self.caller.post(BATCH, {"rows": rows})
        self.assertEqual([one["row"] for one in report["served"]], [0, 3])
        expected = [self.version.score(rows[n]) for n in (0, 3)]
        self.assertEqual([one["probability"] for one in report["served"]], expected)
        self.assertEqual(
            report["quarantined"],
            [
                {"row": 1, "rules": ["amount_eur: must be a number"]},
                {"row": 2, "rules": ["row: must be an object"]},
            ],
        )
        self.assertEqual(report["model_version"], self.version.name)

    def test_a_batch_of_another_form_is_refused(self):
        self.caller.post(BATCH, {"rows": []})
        self.assertEqual(
            self.assert_refused(422, "batch breaks"), ["rows: must be a list of 1 to 500 payments"]
        )

    def test_rules_are_counted_by_our_fields_alone(self):
        rows = [changed(amount_eur=-1), changed(amount_eur=0, channel=""), changed(made_up=1), 5]
        self.caller.post(BATCH, {"rows": rows})
        self.assertEqual(self.caller.sample('tollgate_broken_rules_total{field="amount_eur"}'), 2)
        self.assertEqual(self.caller.sample('tollgate_broken_rules_total{field="channel"}'), 1)
        self.assertEqual(self.caller.sample('tollgate_broken_rules_total{field="unknown"}'), 2)
        self.assertNotIn("made_up", self.caller.get("/metrics"))


class BadRequests(WebCase):
    def test_what_is_no_json(self):
        for raw in (b"", b"{", b"\xff\xfe", b"[" * 10_000, b'{"amount_eur": NaN}', b"9" * 5000):
            with self.subTest(raw=raw[:8]):
                self.caller.send("POST", PREDICT, [raw])
                self.assert_refused(400, "not JSON")

    def test_half_a_surrogate_is_a_name_like_any_other(self):
        self.caller.send("POST", PREDICT, [b'{"\\ud800": 1}'])
        self.assertEqual(self.assert_refused(422, "contract")[0], "\ud800: is no field of a payment")

    def test_the_body_may_come_in_pieces(self):
        raw = json.dumps(PAYMENT).encode()
        self.assertEqual(self.caller.send("POST", PREDICT, [raw[:9], raw[9:50], raw[50:]]), 200)
        self.assertEqual(self.caller.left, 0)

    def test_the_largest_body_and_one_byte_more(self):
        raw = json.dumps(PAYMENT).encode()
        room = web.LARGEST - len(raw)
        self.assertEqual(web.LARGEST, 262_144)
        self.assertEqual(self.caller.send("POST", PREDICT, [raw, b" " * room]), 200)
        self.caller.send("POST", PREDICT, [raw, b" " * (room + 1), b"never asked for"])
        self.assert_refused(413, "larger than 262144 bytes")
        self.assertEqual(self.caller.left, 1)

    def test_another_kind_of_body(self):
        raw = [json.dumps(PAYMENT).encode()]
        for kind in ("text/plain", "", "application/x-www-form-urlencoded"):
            self.caller.send("POST", PREDICT, raw, kind)
            self.assert_refused(415, "must be application/json")
        for kind in ("application/json; charset=utf-8", "Application/JSON ;x=1"):
            self.assertEqual(self.caller.send("POST", PREDICT, raw, kind), 200)

    def test_another_method_or_place(self):
        self.caller.send("GET", PREDICT)
        self.assert_refused(405, "another method")
        self.assertEqual(self.caller.headers["allow"], "POST")
        self.caller.send("POST", "/ready", [b"{}"])
        self.assert_refused(405, "another method")
        self.assertEqual(self.caller.headers["allow"], "GET")
        self.caller.send("GET", "/predictions/")
        self.assert_refused(404, "nothing here")

    def test_a_fault_of_ours_is_500_and_in_the_log(self):
        broken = {**self.version.arrays, "weights": np.zeros(3)}
        self.app.version = replace(self.version, arrays=broken)
        with self.assertLogs("tollgate", logging.ERROR) as logs:
            self.caller.post(PREDICT, PAYMENT)
        self.assert_refused(500, "our fault")
        self.assertIn("/predictions fell over", logs.output[0])
        self.assertIn("Traceback", logs.output[0])
        self.assertEqual(self.caller.sample('tollgate_requests_total{code="500",route="/predictions"}'), 1)


class Watching(WebCase):
    def test_ready_names_the_version(self):
        self.assertEqual(
            json.loads(self.caller.get("/ready")), {"ready": True, "model_version": self.version.name}
        )

    def test_the_document_is_the_one_that_refuses(self):
        self.assertEqual(json.loads(self.caller.get("/openapi.json")), contract.DOCUMENT)

    def test_requests_are_counted_and_timed_by_route(self):
        for _ in range(3):
            self.caller.post(PREDICT, PAYMENT)
        self.caller.post(PREDICT, {})
        self.caller.get("/made/up")
        route = 'route="/predictions"'
        self.assertEqual(self.caller.sample(f'tollgate_requests_total{{code="200",{route}}}'), 3)
        self.assertEqual(self.caller.sample(f'tollgate_requests_total{{code="422",{route}}}'), 1)
        self.assertEqual(self.caller.sample('tollgate_requests_total{code="404",route="unknown"}'), 1)
        self.assertEqual(self.caller.sample(f"tollgate_answer_seconds_count{{{route}}}"), 4)
        seconds = self.caller.sample(f"tollgate_answer_seconds_sum{{{route}}}")
        self.assertTrue(0 < seconds < 2, seconds)
        self.assertNotIn("made/up", self.caller.get("/metrics"))
        self.assertEqual(self.caller.headers["content-type"].split(";")[0], "text/plain")

    def test_answered_risks_are_spread_under_their_version(self):
        p = self.caller.post(PREDICT, PAYMENT)["probability"]
        self.caller.post(BATCH, {"rows": [PAYMENT, {}]})
        label = f'{{model_version="{self.version.name}"}}'
        self.assertEqual(self.caller.sample(f"tollgate_risk_count{label}"), 2)
        self.assertAlmostEqual(self.caller.sample(f"tollgate_risk_sum{label}"), 2 * p)
        bucket = f'tollgate_risk_bucket{{le="0.5",model_version="{self.version.name}"}}'
        self.assertEqual(self.caller.sample(bucket), 2)

    def test_drift_reaches_the_page_and_leaves_it(self):
        self.assertEqual(self.caller.sample("tollgate_drifted_fields"), 0)
        quiet = table()[0][3000:3300]
        loud = [{**row, "amount_eur": 3 * row["amount_eur"]} for row in quiet]
        self.caller.post(BATCH, {"rows": loud})
        self.assertEqual(self.caller.sample("tollgate_drifted_fields"), len(self.app.lookout.drifted))
        self.assertIn("amount_eur", self.app.lookout.drifted)
        self.assertLess(self.caller.sample('tollgate_drift_p_value{field="amount_eur"}'), 1e-6)
        self.assertGreater(self.caller.sample('tollgate_drift_p_value{field="channel"}'), 1e-6)
        self.caller.post(BATCH, {"rows": quiet})
        self.assertEqual(self.caller.sample("tollgate_drifted_fields"), 0)


if __name__ == "__main__":
    unittest.main()
