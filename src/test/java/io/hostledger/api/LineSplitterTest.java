package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private static final int MAX = 12;
    private static final ByteBudget BUDGET = new ByteBudget(() -> 0);
    private static final String TOO_LONG = "(too long)";

    @Test
    void linesAreTheSameHoweverTheyAreCut() {
        String text = "one\ntwo\n\nlonger line\nmuch longer line\n \nthree\nanother one that is too long\nlast";
        List<String> lines = List.of("one", "two", "", "longer line", TOO_LONG, " ", "three", TOO_LONG, "last");
        assertEquals(lines, split(List.of(text)));
        assertEquals(lines, split(Arrays.asList(text.split(""))));
        Random random = new Random(1);
        for (int round = 0; round < 1_000; round++) {
            assertEquals(lines, split(pieces(text, random)));
        }
    }

    @Test
    void aLineOfJustTheBoundIsALine() {
        String line = "x".repeat(MAX);
        assertEquals(List.of(line, TOO_LONG), split(List.of(line + "\n", line, "x\n")));
    }

    @Test
    void aLineIsTooLongAsSoonAsItIs() {
        LineSplitter lines = new LineSplitter(MAX, BUDGET);
        lines.feed(bytes("x".repeat(MAX + 1)));
        assertTrue(lines.next());
        assertTrue(lines.tooLong());
        assertFalse(lines.next());
        lines.feed(bytes("x".repeat(100)));
        assertFalse(lines.next());
        lines.feed(bytes("x\nok\n"));
        assertTrue(lines.next());
        assertEquals("ok", text(lines));
        assertFalse(lines.last());
    }

    @Test
    void aStartedLineBeyondTheBudgetIsDroppedAndTheNextOneIsRead() {
        ByteBudget budget = new ByteBudget(() -> 3 * ByteBudget.FREE);
        LineSplitter first = new LineSplitter(1 << 20, budget);
        LineSplitter second = new LineSplitter(1 << 20, budget);
        String part = "x".repeat(ByteBudget.FREE);
        first.feed(bytes(part));
        assertFalse(first.next());
        assertFalse(first.holdsMuch());
        first.feed(bytes("x"));
        assertFalse(first.next());
        assertTrue(first.holdsMuch());
        second.feed(bytes(part));
        assertFalse(second.next());
        second.feed(bytes("x"));
        assertTrue(second.next() && second.withoutRoom() && !second.tooLong());
        assertFalse(second.next());
        second.feed(bytes(part + "\nok\n"));
        assertTrue(second.next());
        assertEquals("ok", text(second));
        first.feed(bytes("\nok\n"));
        assertTrue(first.next());
        assertEquals(part + "x", text(first));
        assertTrue(budget.counted() > 0);
        assertTrue(first.next());
        assertEquals("ok", text(first));
        assertEquals(0, budget.counted());
    }

    @Test
    void blankLinesAreKnown() {
        LineSplitter lines = new LineSplitter(MAX, BUDGET);
        lines.feed(bytes("\n \t\r\n{}\n"));
        assertTrue(lines.next() && lines.isBlank());
        assertTrue(lines.next() && lines.isBlank());
        assertTrue(lines.next() && !lines.isBlank());
    }

    private static List<String> pieces(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int to = Math.min(text.length(), at + random.nextInt(20));
            pieces.add(text.substring(at, to));
            at = to;
        }
        return pieces;
    }

    private static List<String> split(List<String> pieces) {
        LineSplitter lines = new LineSplitter(MAX, BUDGET);
        List<String> found = new ArrayList<>();
        for (String piece : pieces) {
            lines.feed(bytes(piece));
            while (lines.next()) {
                found.add(text(lines));
            }
        }
        if (lines.last()) {
            found.add(text(lines));
        }
        return found;
    }

    private static String text(LineSplitter lines) {
        return lines.tooLong()
                ? TOO_LONG
                : new String(lines.line(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
