import json
import unittest
from datetime import UTC, datetime

from support import PAYMENT, changed, table
from tollgate import contract

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


class BrokenRules(unittest.TestCase):
    def assert_breaks(self, field, value, rule):
        with self.subTest(field=field, value=value):
            self.assertEqual(contract.broken_rules(changed(**{field: value}), NOW), [f"{field}: {rule}"])

    def assert_fits(self, field, value):
        with self.subTest(field=field, value=value):
            self.assertEqual(contract.broken_rules(changed(**{field: value}), NOW), [])

    def test_every_payment_of_the_table_fits(self):
        rows, _ = table()
        self.assertEqual([rules for row in rows if (rules := contract.broken_rules(row))], [])

    def test_bounds_are_those_of_the_document(self):
        for field, least, most in (
            ("distance_km", 0, 20040),
            ("hours_since_last", 0, 8784),
            ("card_age_days", 0, 7305),
        ):
            self.assert_fits(field, least)
            self.assert_fits(field, most)
            self.assert_breaks(field, least - 1, f"must be at least {least}")
            self.assert_breaks(field, most + 1, f"must be at most {most}")
        self.assert_fits("amount_eur", 0.01)
        self.assert_fits("amount_eur", 20000)
        self.assert_breaks("amount_eur", 0, "must be more than 0")
        self.assert_breaks("amount_eur", 20000.01, "must be at most 20000")
        self.assert_breaks("amount_eur", 10**5000, "must be at most 20000")

    def test_what_is_no_number_is_none(self):
        for value in ("42.5", None, True, [], {}):
            self.assert_breaks("amount_eur", value, "must be a number")
        self.assert_breaks("distance_km", float("nan"), "must be at least 0")
        self.assert_breaks("distance_km", float("inf"), "must be at most 20040")
        self.assert_breaks("amount_eur", float("nan"), "must be more than 0")

    def test_whole_numbers(self):
        self.assert_fits("card_age_days", 7.0)
        self.assert_fits("amount_eur", 7)
        self.assert_breaks("card_age_days", 7.5, "must be a whole number")
        self.assert_breaks("card_age_days", float("nan"), "must be a whole number")

    def test_moments(self):
        for value in ("2000-01-01T00:00:00Z", "2026-06-01T12:10:00Z", "2026-06-01T14:10:00+02:00"):
            self.assert_fits("occurred_at", value)
        for value in ("2026-06-01T12:10:01Z", "2026-06-01T14:10:00+01:59", "2099-01-01T00:00:00Z"):
            self.assert_breaks("occurred_at", value, "lies in the future")
        for value in ("1999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"):
            self.assert_breaks("occurred_at", value, "must be from 2000 on")
        self.assert_breaks("occurred_at", "2026-02-03T18:25:00", "must have an offset from UTC, or Z")
        self.assert_breaks("occurred_at", "yesterday", "must be a moment such as 2026-02-03T18:25:00Z")
        self.assert_breaks("occurred_at", "\ud800", "must be a moment such as 2026-02-03T18:25:00Z")
        self.assert_breaks("occurred_at", 1770143100, "must be text such as 2026-02-03T18:25:00Z")

    def test_without_a_clock_it_is_now(self):
        self.assertEqual(contract.broken_rules(PAYMENT), [])
        later = changed(occurred_at="2999-01-01T00:00:00Z")
        self.assertEqual(contract.broken_rules(later), ["occurred_at: lies in the future"])

    def test_categories(self):
        self.assert_breaks("channel", "Chip", "must be one of chip, contactless, online")
        for value in (None, [], 1):
            self.assert_breaks("channel", value, "must be one of chip, contactless, online")

    def test_fields_missing_and_made_up(self):
        self.assertEqual(contract.broken_rules({}), [f"{name}: is missing" for name in PAYMENT])
        self.assertEqual(contract.broken_rules(changed(colour=1)), ["colour: is no field of a payment"])
        long = contract.broken_rules(changed(**{"x" * 99: 1}))
        self.assertEqual(long, [f"{'x' * 40}: is no field of a payment"])
        for row in ([], None, "row", 3):
            self.assertEqual(contract.broken_rules(row), ["row: must be an object"])

    def test_several_rules_are_all_told(self):
        rules = contract.broken_rules(changed(amount_eur=-1, channel="fax"))
        self.assertEqual([rule.partition(":")[0] for rule in rules], ["amount_eur", "channel"])


class Bodies(unittest.TestCase):
    def test_json_is_read(self):
        self.assertEqual(contract.read_json('{"a": [1, "ü"]}'.encode()), {"a": [1, "ü"]})

    def test_what_is_no_json_is_refused(self):
        for raw in (b"", b"{", b"\xff", b"[" * 50_000, b'{"a": NaN}', b"-Infinity", b"9" * 5000):
            with self.subTest(raw=raw[:10]), self.assertRaises(contract.NotJson):
                contract.read_json(raw)

    def test_a_name_that_stands_twice_is_refused(self):
        with self.assertRaisesRegex(contract.NotJson, "twice"):
            contract.read_json(b'{"a": 1, "a": 1}')

    def test_a_batch_is_one_list_of_its_size(self):
        self.assertEqual(contract.batch_rules({"rows": [{}]}), [])
        self.assertEqual(contract.batch_rules({"rows": [{}] * 500}), [])
        for rows in ([], [{}] * 501, {}, "rows", None):
            self.assertEqual(
                contract.batch_rules({"rows": rows}), ["rows: must be a list of 1 to 500 payments"]
            )
        for body in ({}, {"rows": [{}], "more": 1}, [], None):
            self.assertEqual(contract.batch_rules(body), ["rows: must be there, and nothing else"])


class Cells(unittest.TestCase):
    def test_numbers_become_numbers_and_the_rest_stays(self):
        cells = {name: str(value) for name, value in PAYMENT.items()}
        self.assertEqual(contract.from_text(cells), PAYMENT)
        self.assertIsInstance(contract.from_text(cells)["card_age_days"], int)

    def test_what_is_no_number_is_left_for_the_rules(self):
        row = contract.from_text({"amount_eur": "4,2", "card_age_days": "7.0", "colour": "5"})
        self.assertEqual(row, {"amount_eur": "4,2", "card_age_days": "7.0", "colour": "5"})


class Document(unittest.TestCase):
    def test_every_reference_leads_somewhere(self):
        text = json.dumps(contract.DOCUMENT)
        places = {part.split('"')[0] for part in text.split('"#/')[1:]}
        self.assertGreater(len(places), 4)
        for place in places:
            found = contract.DOCUMENT
            for name in place.split("/"):
                found = found[name]
            self.assertIsInstance(found, dict)

    def test_all_fields_are_asked_for_and_no_others_taken(self):
        schema = contract.SCHEMAS["Payment"]
        self.assertEqual(schema["required"], list(PAYMENT))
        self.assertEqual(list(schema["properties"]), list(PAYMENT))
        self.assertIs(schema["additionalProperties"], False)


if __name__ == "__main__":
    unittest.main()
