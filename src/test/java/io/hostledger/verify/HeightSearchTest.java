package io.hostledger.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.hostledger.chain.Layout;
import io.hostledger.codec.LineHeight;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Lines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HeightSearchTest {
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void everyLineIsFoundHoweverLongLinesAre() throws IOException {
        all(i -> 30);
        all(i -> random.nextInt(400));
        all(i -> i % 50 == 0 ? 20_000 : random.nextInt(40));
        all(i -> i < 200 ? 2_000 : 1);
        all(i -> 9_000);
    }

    private void all(IntUnaryOperator padding) throws IOException {
        List<String> lines = lines(1, 600, padding);
        HeightSearch search = search(lines);
        for (int i = 0; i < 2_000; i++) {
            int height = 1 + (i < 600 ? i : random.nextInt(600));
            Line line = Objects.requireNonNull(search.find(height));
            assertEquals(height, LineHeight.of(line.bytes()));
            assertEquals(
                    lines.subList(0, height - 1).stream()
                            .mapToLong(each -> each.length() + 1)
                            .sum(),
                    line.offset());
        }
        assertNull(search.find(0));
        assertNull(search.find(601));
    }

    @Test
    void linesAfterAGapAreFoundAndThoseInItAreNot() throws IOException {
        List<String> lines = lines(1, 300, i -> 100);
        lines.addAll(lines(5_000, 300, i -> 100));
        HeightSearch search = search(lines);
        for (int height : new int[] {1, 300, 5_000, 5_150, 5_299}) {
            assertEquals(
                    height,
                    LineHeight.of(Objects.requireNonNull(search.find(height)).bytes()));
        }
        assertNull(search.find(301));
        assertNull(search.find(4_999));
    }

    @Test
    void aDamagedLineHidesNoOther() throws IOException {
        List<UnaryOperator<String>> damages = List.of(
                line -> line.replace(",\"height\"", ", \"height\""),
                line -> line.replace(",", ", ").replace(":", ": "),
                line -> "gone",
                line -> "{\"timestamp\":1,\"height\":" + (1 + LineHeight.of(line.getBytes(UTF_8))) + "}",
                line -> "{\"timestamp\":1,\"height\":" + (LineHeight.of(line.getBytes(UTF_8)) - 1) + "}",
                line -> "{\"timestamp\":1,\"height\":9}",
                line -> "{\"timestamp\":1,\"height\":99999}");
        for (int damaged = 0; damaged < 600; damaged += damaged < 590 ? 31 : 1) {
            for (int kind = 0; kind < damages.size(); kind++) {
                List<String> lines = lines(0, 600, i -> 60);
                String changed = damages.get(kind).apply(lines.get(damaged));
                lines.set(damaged, changed);
                for (int height = 0; height < 600; height += 1 + random.nextInt(30)) {
                    found(lines, height, height != damaged || kind < 2);
                }
                for (int height = Math.max(0, damaged - 2); height < Math.min(600, damaged + 3); height++) {
                    found(lines, height, height != damaged || kind < 2);
                }
            }
        }
    }

    private static void found(List<String> lines, int height, boolean expected) throws IOException {
        Line line = search(lines).find(height);
        String text = line == null ? null : new String(line.bytes(), UTF_8);
        assertEquals(expected ? lines.get(height) : null, text, () -> height + " in " + lines);
    }

    private static List<String> lines(int first, int count, IntUnaryOperator padding) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("{\"timestamp\":1,\"height\":" + (first + i) + ",\"x\":\"" + "x".repeat(padding.applyAsInt(i))
                    + "\"}");
        }
        return lines;
    }

    private static HeightSearch search(List<String> lines) throws IOException {
        SampleLedger ledger = new SampleLedger().put(Layout.LEDGER, lines);
        OpenFile file = ledger.open(Layout.LEDGER);
        return new HeightSearch(file, file.size());
    }
}
