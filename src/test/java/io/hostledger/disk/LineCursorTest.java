package io.hostledger.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCursorTest {
    /** A file that is an array of bytes. */
    private record Bytes(byte[] bytes) implements Files.OpenFile {
        private Bytes(String text) {
            this(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long position, byte[] buffer, int from, int to) {
            int n = (int) Math.max(0, Math.min(to - from, bytes.length - position));
            System.arraycopy(bytes, (int) position, buffer, from, n);
            return n;
        }

        @Override
        public void close() {}
    }

    private static LineCursor lines(String text, int chunk) throws IOException {
        return new LineCursor(new Bytes(text), 0, Long.MAX_VALUE, chunk);
    }

    private static String text(LineCursor lines) {
        return new String(lines.array(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
    }

    @Test
    void anUnfinishedLastLineIsNotALine() throws IOException {
        LineCursor lines = lines("one\ntwo\nthr", 4);
        assertTrue(lines.next());
        assertEquals("one", text(lines));
        assertTrue(lines.next());
        assertEquals("two", text(lines));
        assertFalse(lines.next());
        assertEquals(8, lines.end());
        assertTrue(lines.seekEnd().previous());
        assertEquals("two", text(lines));
    }

    @Test
    void bytesFromTheLimitOnAreNotSeen() throws IOException {
        LineCursor lines = new LineCursor(new Bytes("one\ntwo\n"), 0, 7, 100);
        assertTrue(lines.next());
        assertFalse(lines.next());
        assertTrue(lines.seekEnd().previous());
        assertEquals("one", text(lines));
    }

    @Test
    void anEmptyFileHasNoLines() throws IOException {
        LineCursor lines = lines("", 4);
        assertFalse(lines.next());
        assertFalse(lines.seekEnd().previous());
        assertFalse(lines.seekKey(0, 1, (b, from, to) -> 1).next());
    }

    @Test
    void bothDirectionsGiveTheSameLinesWhateverTheChunk() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                expected.add("x".repeat(random.nextInt(random.nextBoolean() ? 5 : 60)));
            }
            String torn = "y".repeat(random.nextInt(30));
            String file = String.join("\n", expected) + (expected.isEmpty() ? "" : "\n") + torn;
            LineCursor lines = lines(file, 1 + random.nextInt(40));
            List<String> forward = new ArrayList<>();
            while (lines.next()) {
                forward.add(text(lines));
            }
            assertEquals(expected, forward);
            List<String> backward = new ArrayList<>();
            lines.seekEnd();
            while (lines.previous()) {
                backward.add(text(lines));
            }
            Collections.reverse(backward);
            assertEquals(expected, backward);
        }
    }

    @Test
    void aLineIsFoundByItsKey() throws IOException {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            StringBuilder file = new StringBuilder();
            int count = random.nextInt(30);
            for (int i = 0; i < count; i++) {
                file.append(i * 2).append(" ".repeat(random.nextInt(50))).append('\n');
            }
            if (random.nextBoolean()) {
                file.append("torn");
            }
            LineCursor lines = lines(file.toString(), 1 + random.nextInt(30));
            for (int wanted = 0; wanted < count * 2 + 2; wanted++) {
                lines.seekKey(0, wanted, LineCursorTest::number);
                int first = (wanted + 1) / 2 * 2;
                assertEquals(first < count * 2, lines.next(), "key " + wanted + " of " + count);
                if (first < count * 2) {
                    assertEquals(first, number(lines.array(), lines.from(), lines.to()));
                }
            }
        }
    }

    private static long number(byte[] bytes, int from, int to) {
        return Long.parseLong(new String(bytes, from, to - from, StandardCharsets.UTF_8).trim());
    }
}
