package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service is killed, and stopped, in the middle of the changes of 64 writers; a subscriber comes back each time. */
class KillIT {
    private static final int ROUNDS = Integer.getInteger("hostledger.kill-rounds", 10);
    private static final long SEED = Long.getLong("hostledger.kill-seed", System.nanoTime());

    /** A ledger is killed, or stopped, so often; then another one begins, so that a round does not get longer and longer. */
    private static final int ROUNDS_EACH = 10;

    /** The smallest are left behind many times in a round. */
    private static final String[] SEGMENTS = {"64K", "1M", "64M"};

    private static final int MAX_ANSWERS = 3_000;

    private final Random random = new Random(SEED);
    private String where = "";

    @TempDir
    Path temporary;

    /** One ledger over several starts, and what people outside know of it. */
    private final class Told {
        final Path path;
        final Directory directory;
        final Subscription subscription = new Subscription();
        final List<String> committed = new ArrayList<>();
        Queue<String> unanswered = new ArrayDeque<>();

        Told(String name) {
            path = temporary.resolve(name);
            directory = new Directory(path);
        }

        Service start() throws Exception {
            String segment = SEGMENTS[random.nextInt(SEGMENTS.length)];
            return Service.start(path, "hostledger.journal.segment-size=" + segment);
        }

        /** Looks at what the round before left; nobody is writing. */
        void look(Service service) throws Exception {
            for (String change : unanswered) {
                HttpResponse<String> answer = Http.change(service.api(), change);
                assertTrue(answer.statusCode() == 201 || answer.statusCode() == 200, where + answer.body());
                committed.add(answer.body());
            }
            directory.assertHolds(committed, where);
            subscription.follow(service.api());
            List<String> ledger = directory.ledger();
            subscription.await(ledger.size());
            assertEquals(ledger, subscription.blocks(), where + ": the stream is not the ledger");
        }

        Writers write(Service service) throws Exception {
            Writers writers = new Writers("w" + names++, 1 + random.nextInt(MAX_ANSWERS));
            writers.begin(service.api(), random);
            writers.awaitEnough();
            return writers;
        }

        /** The service is gone. */
        void ended(Writers writers) throws Exception {
            writers.join();
            subscription.awaitEnd();
            assertEquals(List.of(), List.copyOf(writers.unexpected), where);
            committed.addAll(writers.committed);
            answered += writers.committed.size();
            unanswered = writers.unanswered;
        }
    }

    private int names;
    private long answered;

    @Test
    void whatWasAnsweredBeforeAKillIsThereAndTheStreamGoesOnBehindIt() throws Exception {
        Told told = new Told("0");
        for (int round = 0; round < ROUNDS; round++) {
            where = "seed " + SEED + ", round " + round;
            if (round > 0 && round % ROUNDS_EACH == 0) {
                look(told);
                told = new Told(String.valueOf(round));
            }
            try (Service service = told.start()) {
                told.look(service);
                Writers writers = told.write(service);
                service.kill();
                told.ended(writers);
            }
        }
        look(told);
        System.out.printf(
                "%d kills under load, seed %d: %,d changes were answered and are there, the stream had no gap and no repeat%n",
                ROUNDS, SEED, answered);
    }

    private static void look(Told told) throws Exception {
        try (Service service = told.start()) {
            told.look(service);
            service.stop();
        }
    }

    @Test
    void aStopAnswersWhatItTookAndLeavesNothingToRecover() throws Exception {
        Told told = new Told("stopped");
        for (int round = 0; round < ROUNDS; round++) {
            where = "seed " + SEED + ", stop " + round;
            if (round > 0 && round % ROUNDS_EACH == 0) {
                look(told);
                told = new Told("stopped" + round);
            }
            try (Service service = told.start()) {
                told.look(service);
                Writers writers = told.write(service);
                service.stop();
                told.ended(writers);
            }
            assertEquals(told.directory.ledger().size(), told.committed.size(), where + ": not all were answered");
            told.directory.assertNothingToRecover();
        }
        look(told);
        System.out.printf(
                "%d stops under load, seed %d: %,d changes were taken and answered, nothing was left to recover%n",
                ROUNDS, SEED, answered);
    }
}
