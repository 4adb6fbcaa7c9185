"""`/metrics`: how things stand, in the form that Prometheus reads."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Engine

from conversations.gauges import Gauge, read_gauges

FORM = "text/plain; version=0.0.4; charset=utf-8"
# Whoever asks more often gets the same again: it costs the database nothing.
FRESH = timedelta(seconds=5)


def make_metrics(engine: Engine, clock: Callable[[], datetime]) -> Blueprint:
    """The route; what it says is counts and ages, and nothing about one person."""
    routes = Blueprint("metrics", __name__)
    registry = CollectorRegistry()
    registry.register(Standing(engine, clock))

    @routes.get("/metrics")
    def tell_numbers() -> Response:
        return Response(generate_latest(registry), content_type=FORM)

    return routes


@dataclass(eq=False)  # the registry keeps it by identity
class Standing(Collector):
    """Reads the numbers when asked, at most every few seconds."""

    engine: Engine
    clock: Callable[[], datetime]
    _read: tuple[Gauge, ...] = ()
    _read_at: datetime | None = field(default=None)

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing: registering must not need a database."""
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each number, under our name."""
        now = self.clock()
        if self._read_at is None or now - self._read_at > FRESH:
            with self.engine.connect() as connection:
                self._read, self._read_at = read_gauges(connection, now), now
        return (_family(gauge) for gauge in self._read)


def _family(gauge: Gauge) -> GaugeMetricFamily:
    labels = [gauge.label] if gauge.label else []
    family = GaugeMetricFamily(f"solitexto_{gauge.name}", gauge.meaning, labels=labels)
    for value, number in gauge.values.items():
        family.add_metric([value] if gauge.label else [], number)
    return family
