package io.hostledger.cli;

import io.hostledger.verify.Progress;
import io.hostledger.verify.Watch;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;

/** Shows how far a verification is: where people look, and never among the answer. */
abstract class ProgressDisplay implements Watch, AutoCloseable {
    private static final long SECOND = 1_000;

    final PrintWriter err;
    private final Clock clock;
    private final long began;
    private long shown;
    private final long every;

    private ProgressDisplay(PrintWriter err, Clock clock, long first, long every) {
        this.err = err;
        this.clock = clock;
        this.began = clock.millis();
        this.shown = began + first - every;
        this.every = every;
    }

    /** A bar on a terminal, lines elsewhere; nothing if the answer is for a program and nobody looks. */
    static ProgressDisplay of(Shell shell, boolean forProgram) {
        return shell.messages().tty()
                ? new Bar(shell.err(), shell.clock(), shell.messages().width())
                : new Lines(shell.err(), shell.clock(), !forProgram);
    }

    @Override
    public void progress(Progress progress) {
        long now = clock.millis();
        if (now - shown >= every) {
            shown = now;
            show(progress, pace(progress, now - began));
        }
    }

    abstract void show(Progress progress, String pace);

    @Override
    public void close() {}

    private static String pace(Progress progress, long millis) {
        double left = progress.fraction() <= 0 ? 0 : millis * (1 / progress.fraction() - 1) / SECOND;
        return String.format(
                Locale.ROOT,
                "%,d blocks, %,d/s, %d:%02d left",
                progress.blocks(),
                progress.blocks() * SECOND / Math.max(1, millis),
                (long) left / 60,
                (long) left % 60);
    }

    private static final class Bar extends ProgressDisplay {
        private static final String CLEAR = "\r\u001b[K";
        private static final long EVERY_MILLIS = 100;

        private final int width;

        Bar(PrintWriter err, Clock clock, int width) {
            super(err, clock, EVERY_MILLIS, EVERY_MILLIS);
            this.width = width;
        }

        @Override
        void show(Progress progress, String pace) {
            String text = String.format(Locale.ROOT, " %3d %%  %s", (int) (100 * progress.fraction()), pace);
            int room = Math.max(10, Math.min(40, width - text.length() - 3));
            int full = (int) (room * progress.fraction());
            err.print(CLEAR + '[' + "#".repeat(full) + ".".repeat(room - full) + ']' + text);
            err.flush();
        }

        @Override
        public void close() {
            err.print(CLEAR);
            err.flush();
        }
    }

    private static final class Lines extends ProgressDisplay {
        private static final long EVERY_MILLIS = 5_000;

        private final boolean on;

        Lines(PrintWriter err, Clock clock, boolean on) {
            super(err, clock, EVERY_MILLIS, EVERY_MILLIS);
            this.on = on;
        }

        @Override
        void show(Progress progress, String pace) {
            if (on) {
                err.printf(
                        Locale.ROOT,
                        "%d %%: %s, reading %s%n",
                        (int) (100 * progress.fraction()),
                        pace,
                        Plain.text(progress.reading()));
                err.flush();
            }
        }
    }
}
