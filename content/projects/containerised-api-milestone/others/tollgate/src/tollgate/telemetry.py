"""What Prometheus reads. Labels are routes, fields and versions of ours: a caller can add no series."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

WAITS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.3, 1.0)
RISKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)


class Telemetry:
    def __init__(self, version):
        self.registry = CollectorRegistry()
        self.requests = self._made(Counter, "requests", "Answers", ["route", "code"])
        self.wait = self._made(Histogram, "answer_seconds", "Time to an answer", ["route"], WAITS)
        risk = self._made(Histogram, "risk", "Probabilities answered", ["model_version"], RISKS)
        self.risk = risk.labels(version)
        self.quarantined = self._made(Counter, "broken_rules", "Rules broken in batches", ["field"])
        self.p_values = self._made(Gauge, "drift_p_value", "At the last look", ["field"])
        self.drifted = self._made(Gauge, "drifted_fields", "Fields that have drifted", [])

    def _made(self, kind, name, text, labels, buckets=None):
        more = {"buckets": buckets} if buckets else {}
        return kind(f"tollgate_{name}", text, labels, registry=self.registry, **more)

    def answered(self, route, code, seconds):
        self.requests.labels(route, str(code)).inc()
        self.wait.labels(route).observe(seconds)

    def looked(self, lookout):
        for field, p in lookout.p_values.items():
            self.p_values.labels(field).set(p)
        self.drifted.set(len(lookout.drifted))

    def page(self):
        return generate_latest(self.registry)
