package io.hostledger.app;

import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.Files;
import io.hostledger.ledger.Ledger;
import io.hostledger.ledger.Visible;
import io.hostledger.verify.Pace;
import io.hostledger.verify.Report;
import io.hostledger.verify.Scrub;
import io.hostledger.verify.Verification;
import io.hostledger.verify.Verifier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Verifies the ledger that this process writes: when it is asked to, and in the background. */
@Singleton
class Verifying {
    /** One for everything, and one for elements. */
    private static final int THREADS = 2;

    private static final int WAITING = 64;
    /** While others write, it works one part of the time in so many. */
    private static final int PARTS = 5;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Verifying::thread);
    private final Verifier verifier;
    private final Pace courteous;
    private final Scrub scrub;
    private final boolean scrubs;

    Verifying(
            Settings settings,
            Ledger ledger,
            Files files,
            ElementTypes types,
            Loops loops,
            MeterRegistry meters,
            StateLog log) {
        executor.allowCoreThreadTimeOut(true);
        verifier = new Verifier(() -> prepared(ledger, files, types), executor, Micros::now, log::verified);
        courteous = Pace.courteous(() -> ledger.inFlight() > 0, PARTS);
        Settings.Scrub wanted = settings.scrub();
        scrubs = !wanted.every().isZero();
        Pace slow = Pace.slower(courteous, Pace.upTo(Math.max(1, wanted.pace().asLongValue())));
        scrub = new Scrub(verifier, wanted.every(), slow, loops::later, Micros::now);
        measure(meters);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "hostledger-verify");
        thread.setDaemon(true);
        return thread;
    }

    private static Verification prepared(Ledger ledger, Files files, ElementTypes types) {
        Visible visible = ledger.visible();
        return Verification.of(files, types).visible(visible.head(), visible.length());
    }

    private void measure(MeterRegistry meters) {
        gauge("age", last -> (Micros.now() - last.endedMicros()) / 1e6)
                .description("Since the last verification of everything ended")
                .baseUnit("seconds")
                .register(meters);
        gauge(
                        "findings",
                        last -> last.report() == null
                                ? Double.NaN
                                : last.report().found())
                .description("What the last verification of everything found")
                .register(meters);
        gauge("height", last -> last.report() == null ? Double.NaN : height(last.report()))
                .description("The central block up to which everything was verified")
                .register(meters);
    }

    private static double height(Report report) {
        return report.head() == null ? -1 : report.head().height();
    }

    /** Of the last verification of everything that came to a report; no number while there is none. */
    private Gauge.Builder<Verifier> gauge(String name, ToDoubleFunction<Verifier.Last> value) {
        return Gauge.builder("hostledger.verification." + name, verifier, any -> {
            Verifier.Last last = any.reported();
            return last == null ? Double.NaN : value.applyAsDouble(last);
        });
    }

    @Produces
    @Singleton
    Verifier verifier() {
        return verifier;
    }

    @Produces
    @Singleton
    Pace pace() {
        return courteous;
    }

    void start(@Observes StartupEvent event) {
        if (scrubs) {
            scrub.begin();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        verifier.cancel();
        executor.shutdownNow();
    }
}
