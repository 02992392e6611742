package io.hostledger.app;

import io.hostledger.ledger.Commit;
import io.hostledger.ledger.Observer;
import io.hostledger.ledger.Outcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Measures what the engine does: once a batch, but for one count of each outcome. */
@Singleton
class CommitMeters implements Observer {
    private static final Duration[] TIMES = Stream.of(
                    "0.00025", "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "1", "5")
            .map(seconds -> Duration.parse("PT" + seconds + "S"))
            .toArray(Duration[]::new);

    private final LongAdder[] results = new LongAdder[Result.values().length];
    private final DistributionSummary blocks;
    private final DistributionSummary bytes;
    private final Timer whole;
    private final Timer queue;
    private final Timer journal;
    private final Timer sync;
    private final Timer apply;
    private final Timer checkpoint;
    private final LongAdder recoveries = new LongAdder();

    private volatile long syncedAt = System.nanoTime();
    private volatile long recoveryNanos;
    private volatile long recoveredBlocks;

    CommitMeters(MeterRegistry meters) {
        for (Result result : Result.values()) {
            LongAdder count = new LongAdder();
            results[result.ordinal()] = count;
            FunctionCounter.builder("hostledger.appends", count, LongAdder::sum)
                    .tag("result", result.label())
                    .description("Changes and events that were asked for, by what became of them")
                    .register(meters);
        }
        blocks = DistributionSummary.builder("hostledger.batch.blocks")
                .baseUnit("blocks")
                .description("Central blocks that became durable together")
                .serviceLevelObjectives(1, 4, 16, 64, 256, 1_024, 4_096)
                .register(meters);
        bytes = DistributionSummary.builder("hostledger.batch.bytes")
                .baseUnit("bytes")
                .description("Size of what became durable together, in the journal")
                .serviceLevelObjectives(1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22)
                .register(meters);
        whole = Timer.builder("hostledger.commit")
                .description("From when the first change of a batch waits for the appender until the batch is readable")
                .serviceLevelObjectives(TIMES)
                .register(meters);
        queue = step("queue", meters);
        journal = step("journal", meters);
        sync = step("sync", meters);
        apply = step("apply", meters);
        checkpoint = Timer.builder("hostledger.checkpoint")
                .description("How long checkpoints took")
                .register(meters);
        Gauge.builder("hostledger.checkpoint.age", () -> (System.nanoTime() - syncedAt) / 1e9)
                .description("Since the last checkpoint, or the recovery at the start")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("hostledger.recovery.seconds", () -> recoveryNanos / 1e9)
                .description("How long the last recovery took, at the start or behind a failure")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("hostledger.recovery.blocks", () -> recoveredBlocks)
                .description("How many blocks the last recovery found in the journal alone")
                .baseUnit("blocks")
                .register(meters);
        FunctionCounter.builder("hostledger.recoveries", recoveries, LongAdder::sum)
                .description("Recoveries, that of the start among them")
                .register(meters);
    }

    private static Timer step(String step, MeterRegistry meters) {
        return Timer.builder("hostledger.commit.step")
                .tag("step", step)
                .description("The steps of a commit, one behind another")
                .serviceLevelObjectives(TIMES)
                .register(meters);
    }

    @Override
    public void committed(Commit commit) {
        blocks.record(commit.blocks());
        bytes.record(commit.bytes());
        whole.record(commit.applied() - commit.waiting(), TimeUnit.NANOSECONDS);
        queue.record(commit.sealing() - commit.waiting(), TimeUnit.NANOSECONDS);
        journal.record(commit.sealed() - commit.sealing(), TimeUnit.NANOSECONDS);
        sync.record(commit.durable() - commit.sealed(), TimeUnit.NANOSECONDS);
        apply.record(commit.applied() - commit.durable(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void answered(Outcome outcome) {
        results[Result.of(outcome).ordinal()].increment();
    }

    @Override
    public void failed() {
        results[Result.FAILED.ordinal()].increment();
    }

    @Override
    public void recovered(long found, long tookNanos) {
        recoveredBlocks = found;
        recoveryNanos = tookNanos;
        syncedAt = System.nanoTime();
        recoveries.increment();
    }

    @Override
    public void checkpointed(long tookNanos) {
        syncedAt = System.nanoTime();
        checkpoint.record(tookNanos, TimeUnit.NANOSECONDS);
    }
}
