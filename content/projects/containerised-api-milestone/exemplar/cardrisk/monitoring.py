"""What Prometheus reads at /metrics: each number here is on the dashboard or in an alert."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5)
TENTHS = tuple(n / 10 for n in range(1, 11))


class Monitoring:
    """One registry for one app, so that two apps in one process do not share their counts."""

    def __init__(self, version: str) -> None:
        self.registry = CollectorRegistry()
        put = {"registry": self.registry}
        self.requests = Counter("cardrisk_requests", "Requests", ["method", "path", "status"], **put)
        self.seconds = Histogram(
            "cardrisk_request_seconds", "Time to answer", ["path"], buckets=SECONDS, **put
        )
        self.probability = Histogram(
            "cardrisk_probability", "Predicted probabilities", ["model_version"], buckets=TENTHS, **put
        )
        self.quarantined = Counter("cardrisk_quarantined_rows", "Rows by broken rule", ["rule"], **put)
        self.drift_p = Gauge("cardrisk_drift_p_value", "p-value at the last look", ["field"], **put)
        self.drift_alarm = Gauge("cardrisk_drift_alarm", "1 while a field has drifted", ["field"], **put)
        self.model = Gauge("cardrisk_model_info", "The model that is served", ["model_version"], **put)
        self.model.labels(version).set(1)

    def page(self) -> bytes:
        return generate_latest(self.registry)

    def answered(self, method: str, path: str, status: int, seconds: float) -> None:
        """`path` is the route's template: what a caller types must not become a label."""
        self.requests.labels(method, path, str(status)).inc()
        self.seconds.labels(path).observe(seconds)

    def looked(self, p_values: dict[str, float], alarms: tuple[str, ...]) -> None:
        for field, p in p_values.items():
            self.drift_p.labels(field).set(p)
            self.drift_alarm.labels(field).set(field in alarms)
