package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.JsonWriter;
import io.hostledger.query.ItemStream;
import java.io.IOException;
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
