package io.hostledger.it;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sixty-four that each send one change after another until they get no more answers, and keep what they were told. */
final class Writers {
    private static final int COUNT = 64;
    private static final int ELEMENTS = 200;

    /** Bodies of the answers that said 201. */
    final Queue<String> committed = new ConcurrentLinkedQueue<>();

    /** Changes with a change_id that got no answer: they may be asked again. */
    final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

    /** What should not have been said. */
    final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

    private final String name;
    private final CountDownLatch enough;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param name a part of each change_id, and of no other writers'
     * @param enough after how many answers {@link #awaitEnough} returns
     */
    Writers(String name, int enough) {
        this.name = name;
        this.enough = new CountDownLatch(enough);
    }

    void begin(URI api, Random random) {
        for (int writer = 0; writer < COUNT; writer++) {
            int number = writer;
            Random own = new Random(random.nextLong());
            threads.add(Thread.ofVirtual().start(() -> write(api, number, own)));
        }
    }

    void awaitEnough() throws InterruptedException {
        if (!enough.await(Subscription.MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError(enough.getCount() + " answers are still wanting; unexpected: " + unexpected);
        }
    }

    /** Waits until all have stopped. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void write(URI api, int writer, Random random) {
        String change = "";
        try (Connection connection = new Connection(api)) {
            boolean goesOn = true;
            for (int number = 0; goesOn; number++) {
                change = change(random, writer, number);
                goesOn = heard(connection.change(change));
                enough.countDown();
            }
        } catch (IOException e) {
            if (change.contains("change_id")) {
                unanswered.add(change);
            }
        }
    }

    private String change(Random random, int writer, int number) {
        String id = random.nextInt(3) == 0 ? ",\"change_id\":\"" + name + "-" + writer + "-" + number + "\"" : "";
        return "{\"element_id\":\"interface:vi" + random.nextInt(ELEMENTS) + "\",\"actor\":\"writer" + writer
                + "\",\"state\":{\"n\":" + number + ",\"pad\":\"" + "x".repeat(random.nextInt(300)) + "\",\"round\":\""
                + name + "\",\"writer\":" + writer + "}" + id + "}";
    }

    private boolean heard(Connection.Answer answer) {
        if (answer.status() == 201) {
            committed.add(answer.body());
            return true;
        }
        if (answer.status() != 503 || !answer.body().contains("read-only")) {
            unexpected.add(answer.toString());
        }
        return false;
    }
}
