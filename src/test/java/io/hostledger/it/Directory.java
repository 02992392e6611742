package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Json;
import io.hostledger.disk.LocalFiles;
import io.hostledger.journal.Base;
import io.hostledger.journal.Batch;
import io.hostledger.journal.JournalReader;
import io.hostledger.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is in a data directory, as those see it who were answered. */
final class Directory {
    private final Path path;

    Directory(Path path) {
        this.path = path;
    }

    /** The central ledger's lines, in order. */
    List<String> ledger() throws IOException {
        Path ledger = path.resolve("ledger.jsonl");
        return Files.exists(ledger) ? Files.readAllLines(ledger) : List.of();
    }

    /** The checker finds nothing, and both blocks of each answer stand in the files, byte for byte. */
    void assertHolds(Collection<String> answers, String where) throws IOException {
        assertEquals(
                List.of(),
                Verification.of(new LocalFiles(path), ElementTypes.standard())
                        .report()
                        .findings(),
                where);
        Set<String> lines = lines();
        for (String answer : answers) {
            Json blocks = Json.ofCanonical(answer);
            assertTrue(lines.contains(String.valueOf(blocks.member("central"))), where + ": gone is " + answer);
            assertTrue(lines.contains(String.valueOf(blocks.member("element"))), where + ": gone is " + answer);
        }
    }

    private Set<String> lines() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = all.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
        Set<String> lines = new HashSet<>();
        for (Path file : files) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    /** The journal holds no change, and begins where the ledger ends. */
    void assertNothingToRecover() throws Exception {
        JournalReader journal = JournalReader.open(new LocalFiles(path), Long.MAX_VALUE);
        JournalReader.Cursor batches = journal.cursor();
        for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
            assertEquals(List.of(), batch.runs());
        }
        Base base = journal.base();
        assertNotNull(base, "there is no journal");
        assertEquals(Files.size(path.resolve("ledger.jsonl")), base.length());
    }
}
