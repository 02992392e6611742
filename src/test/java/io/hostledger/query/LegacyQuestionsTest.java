package io.hostledger.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.chain.Timestamp;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that the Rust program wrote, whose times may go back, are found as all others are. */
class LegacyQuestionsTest {
    private static final int QUESTIONS = 1_500;

    @TempDir
    Path root;

    private final Random random = new Random(31);

    /** A line, and of its members those that are asked for. */
    private record Line(
            String text,
            long height,
            long time,
            String actor,
            String category,
            String action,
            @Nullable String element) {
        static Line of(String text) {
            // Members stand in no order in a legacy line, which a reader of canonical ones minds not.
            Json block = Json.ofCanonical(text);
            boolean legacy = block.member("v") == null;
            Json data = block.member("data");
            Json element = legacy ? null : data.member("element_id");
            return new Line(
                    text,
                    block.member("height").height(),
                    legacy
                            ? block.member("timestamp").height() * 1_000_000
                            : Timestamp.parse(block.member("timestamp").string()),
                    legacy
                            ? block.member("user").string()
                            : data.member("actor").string(),
                    block.member("category").string(),
                    block.member("action").string(),
                    element == null ? null : element.string());
        }

        boolean matches(BlockFilter filter) {
            return height >= filter.from()
                    && height <= filter.to()
                    && time >= filter.since()
                    && time < filter.until()
                    && (filter.actor() == null || filter.actor().equals(actor))
                    && (filter.category() == null || filter.category().equals(category))
                    && (filter.action() == null || filter.action().equals(action))
                    && (filter.elementId() == null || filter.elementId().equals(element));
        }
    }

    @Test
    void aLedgerOfTheRustProgramAnswers() throws IOException {
        try (InputStream legacy = getClass().getResourceAsStream("/legacy/ledger.jsonl")) {
            Files.copy(legacy, root.resolve(Layout.LEDGER));
        }
        everyQuestionIsAnswered();
    }

    @Test
    void anAdoptedOneAnswersWithBothKindsOfBlocks() throws IOException {
        Golden.copy("v1-legacy", root);
        everyQuestionIsAnswered();
    }

    private void everyQuestionIsAnswered() throws IOException {
        List<Line> lines = Files.readAllLines(root.resolve(Layout.LEDGER)).stream()
                .map(Line::of)
                .toList();
        LedgerReads reads = LedgerReads.open(new LocalFiles(root), ElementTypes.standard());
        int found = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            BlockFilter filter = question(lines);
            List<String> expected = new ArrayList<>(lines.stream()
                    .filter(line -> line.matches(filter))
                    .map(Line::text)
                    .toList());
            boolean descending = random.nextBoolean();
            if (descending) {
                Collections.reverse(expected);
            }
            Answered.Question question = after -> new CentralBlocks(reads, filter, descending, after);
            assertEquals(expected, Answered.stream(question), filter::toString);
            found += expected.isEmpty() ? 0 : 1;
        }
        assertTrue(found > QUESTIONS / 4, found + " questions had an answer");
        for (Line line : lines) {
            long last = lines.stream()
                    .filter(other -> other.time <= line.time)
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .height;
            assertEquals(last, reads.heightAt(line.time));
        }
        assertEquals(-1, reads.heightAt(0));
    }

    private BlockFilter question(List<Line> lines) {
        Line one = lines.get(random.nextInt(lines.size()));
        Line other = lines.get(random.nextInt(lines.size()));
        return new BlockFilter(
                some() ? one.height : 0,
                some() ? other.height : Long.MAX_VALUE,
                some() ? one.time : Long.MIN_VALUE,
                some() ? other.time + random.nextInt(2) : Long.MAX_VALUE,
                some() ? other.actor : null,
                random.nextInt(12) == 0 ? other.element : null,
                null,
                null,
                some() ? one.category : null,
                some() ? one.action : null,
                null);
    }

    private boolean some() {
        return random.nextInt(4) == 0;
    }
}
