package io.hostledger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Refusal;
import io.hostledger.ledger.Standing;
import io.hostledger.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateLogTest {
    private static final Logger LOGGER = Logger.getLogger("io.hostledger");

    private final List<String> lines = new ArrayList<>();
    private final Handler notes = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLevel() + " " + ExtLogRecord.wrap(record).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final StateLog log = new StateLog();

    @BeforeEach
    void listen() {
        LOGGER.addHandler(notes);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(notes);
    }

    @Test
    void eachChangeOfTheStandingIsALine() {
        log.stands(new Standing.Open());
        log.stands(new Standing.ReadOnly("the disk is full", true));
        log.stands(new Standing.Open());
        log.stands(new Standing.Closing());
        log.stands(new Standing.Closed());
        assertEquals(
                List.of(
                        "INFO ready: taking changes",
                        "WARN read-only: the disk is full",
                        "INFO taking changes again",
                        "INFO stopping: what was taken is answered, and no more is taken",
                        "INFO stopped"),
                lines);
    }

    @Test
    void anElementThatIsDamagedIsALineHoweverOftenItIsAskedFor() {
        for (int i = 0; i < 5; i++) {
            log.answered(new Outcome.Refused(new Refusal.Damaged("element-chains/a.jsonl, byte 7: cut")));
            log.answered(new Outcome.Refused(new Refusal.Overloaded()));
        }
        assertEquals(List.of("ERROR changes of an element are refused: element-chains/a.jsonl, byte 7: cut"), lines);
    }

    @Test
    void aVerificationThatFindsWhatTheLastOneFoundIsNoLine() {
        for (int i = 0; i < 3; i++) {
            log.verified(new Verifier.Last(i, null, "the disk is gone"));
        }
        assertEquals(List.of("ERROR the ledger could not be verified: the disk is gone"), lines);
    }
}
