package io.hostledger.app;

import io.hostledger.ledger.LaneLoad;
import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Standing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Shows where the ledger stands, what waits in it and how much room it has; looked at when it is asked for. */
@Singleton
class LedgerGauges {
    private final MeterRegistry meters;
    private final Ledger ledger;

    LedgerGauges(MeterRegistry meters, Ledger ledger) {
        this.meters = meters;
        this.ledger = ledger;
    }

    void register(@Observes StartupEvent event, Settings settings) {
        gauge(
                "ledger.height",
                null,
                "Height of the last central block that is readable; -1: there is none",
                it -> it.visible().height());
        gauge(
                "ledger",
                "blocks",
                "Central blocks, legacy ones among them",
                it -> it.visible().blocks());
        gauge("ledger", "bytes", "Length of ledger.jsonl", it -> it.visible().length());
        gauge("ledger", "elements", "Element chains", it -> it.visible().elements());
        gauge(
                "read.only",
                null,
                "1 while no changes are taken, whatever the reason",
                it -> it.standing() instanceof Standing.Open ? 0 : 1);
        gauge(
                "refused",
                "elements",
                "Elements whose changes are refused: damaged, or not to be read",
                it -> it.refusedElements().count());
        gauge("time.held", "seconds", "By how much the clock is behind the last timestamp", it -> it.timeHeld() / 1e6);
        gauge("inflight", "changes", "Changes and events that are taken and not yet answered", Ledger::inFlight);
        gauge("inflight", "bytes", "Their states and payloads", Ledger::bytesInFlight);
        for (int i = 0; i < ledger.lanes().size(); i++) {
            int lane = i;
            Gauge.builder(
                            "hostledger.lane.queue",
                            ledger,
                            it -> it.lanes().get(lane).queued())
                    .tag("lane", Integer.toString(lane))
                    .baseUnit("tasks")
                    .description("What waits or runs on a lane")
                    .register(meters);
        }
        cache("hit", LaneLoad::hits);
        cache("miss", LaneLoad::misses);
        disk(settings.dataDir(), settings.minFreeSpace().asLongValue());
    }

    private void gauge(String name, @Nullable String unit, String description, ToDoubleFunction<Ledger> value) {
        // Two of one name would be one meter, whatever their units.
        Gauge.builder("hostledger." + name + (unit == null ? "" : "." + unit), ledger, value)
                .baseUnit(unit)
                .description(description)
                .register(meters);
    }

    private void cache(String result, ToLongFunction<LaneLoad> count) {
        FunctionCounter.builder(
                        "hostledger.cache.gets",
                        ledger,
                        it -> it.lanes().stream().mapToLong(count).sum())
                .tag("result", result)
                .description("Heads of elements that a change needed: in memory, or read from a file")
                .register(meters);
    }

    private void disk(Path directory, long reserve) {
        Gauge.builder("hostledger.disk.free", directory, LedgerGauges::free)
                .baseUnit("bytes")
                .description("What may still be written to the file system of the data directory")
                .strongReference(true)
                .register(meters);
        Gauge.builder("hostledger.disk.reserve", () -> reserve)
                .baseUnit("bytes")
                .description("Below so much free no change is taken")
                .register(meters);
    }

    private static double free(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
