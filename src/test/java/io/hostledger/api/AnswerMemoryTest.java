package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.JsonWriter;
import io.hostledger.query.ItemStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
    private final AnswerMemory memory = new AnswerMemory(1_000);

    @Test
    void sharesTakeNoMoreThanThereIsTogether() {
        AnswerMemory.Share one = memory.take(300);
        AnswerMemory.Share other = memory.take(300);
        assertTrue(one.grow(700));
        assertFalse(other.grow(301));
        assertTrue(other.grow(200), "it has as much");
        Fault full = assertThrows(Fault.class, () -> memory.take(1));
        assertEquals(ProblemType.OVERLOADED, full.problem().type());
        one.shrink(100);
        assertTrue(other.grow(900));
        other.close();
        other.close();
        assertFalse(other.grow(1), "it is closed");
        assertEquals(100, memory.taken());
    }

    @Test
    void theOnlyShareHasWhatItNeeds() {
        try (AnswerMemory.Share only = memory.take(10)) {
            assertTrue(only.grow(5_000));
            assertThrows(Fault.class, () -> memory.take(1));
        }
        assertEquals(0, memory.taken());
    }

    @Test
    void aPageIsAsLongAsThereIsRoomFor() throws IOException {
        Listing listing = new Listing("all", 10_000, null, after -> new Numbers());
        try (AnswerMemory.Share other = memory.take(100);
                AnswerMemory.Share share = memory.take(10)) {
            String page = new String(listing.page(share), java.nio.charset.StandardCharsets.US_ASCII);
            assertTrue(page.startsWith("{\"items\":[1111111111,1111111111,"), page);
            assertTrue(page.contains("\"next\":"), page);
            assertTrue(page.length() < 400, page);
            assertTrue(other.grow(100) && memory.taken() <= 1_000);
        }
    }

    /** They wait on threads that the journal needs as well. */
    @Test
    void noMoreWaitToReadThanThereAreThreadsFor() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            callers.add(Thread.ofPlatform().start(() -> {
                try {
                    memory.reading(() -> {
                        running.incrementAndGet();
                        read.await();
                        return "";
                    });
                } catch (Exception e) {
                    refused.countDown();
                }
            }));
        }
        assertTrue(refused.await(1, TimeUnit.SECONDS), "at once, and not after the two seconds that others wait");
        read.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertTrue(running.get() >= 64, "those who were let wait have read: " + running.get());
    }

    @Test
    void withoutRoomForOneItemThereIsNoPage() {
        Listing listing = new Listing("all", 10_000, null, after -> new Numbers());
        try (AnswerMemory.Share other = memory.take(980);
                AnswerMemory.Share share = memory.take(10)) {
            Fault full = assertThrows(Fault.class, () -> listing.page(share));
            assertEquals(ProblemType.OVERLOADED, full.problem().type());
            assertTrue(other.grow(980));
        }
    }

    private static final class Numbers implements ItemStream {
        @Override
        public boolean next(JsonWriter out) {
            out.ascii("1111111111");
            return true;
        }

        @Override
        public String position() {
            return "1";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
