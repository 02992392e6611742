package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hostledger.verify.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    private final StringWriter err = new StringWriter();
    private final Ticks clock = new Ticks();

    /** A clock that the test moves. */
    private static final class Ticks extends Clock {
        private long millis = 1_000;

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private String run(Terminal terminal, boolean forProgram) {
        PrintWriter out = new PrintWriter(err);
        Shell shell = new Shell(out, out, Terminal.NONE, terminal, Map.of(), clock, () -> false);
        try (ProgressDisplay display = ProgressDisplay.of(shell, forProgram)) {
            display.progress(new Progress(0.01, 10, "ledger.jsonl"));
            clock.millis += 5_000;
            display.progress(new Progress(0.25, 2_500_000, "ledger.jsonl"));
            clock.millis += 50;
            display.progress(new Progress(0.26, 2_600_000, "ledger.jsonl"));
        }
        out.flush();
        return err.toString();
    }

    @Test
    void onATerminalABarIsDrawnAndWipedAway() {
        assertEquals(
                "\r\u001b[K[#######......................]  25 %  2,500,000 blocks, 500,000/s, 0:15 left\r\u001b[K",
                run(new Terminal(true, true, 78), false));
    }

    @Test
    void theBarIsShownEvenIfTheAnswerIsForAProgram() {
        assertEquals(2, run(new Terminal(true, true, 78), true).split("\r", -1).length - 1);
    }

    @Test
    void elsewhereLinesAreWritten() {
        assertEquals("25 %: 2,500,000 blocks, 500,000/s, 0:15 left, reading ledger.jsonl\n", run(Terminal.NONE, false));
    }

    @Test
    void nothingIsWrittenWhereOnlyAProgramReads() {
        assertEquals("", run(Terminal.NONE, true));
    }
}
