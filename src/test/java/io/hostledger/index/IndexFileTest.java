package io.hostledger.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Layout;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.Catalogue.Last;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {
    private static final ElementTypes TYPES = ElementTypes.standard();
    private static final Attribution ADMIN = Attribution.asserted("admin", null, null);

    @TempDir
    Path root;

    private Derived open() throws IOException {
        return IndexFile.open(new LocalFiles(root), TYPES, Long.MAX_VALUE, 7);
    }

    private void save(Derived derived) throws IOException {
        Files.createDirectories(root.resolve(Layout.INDEX));
        Files.write(root.resolve(Layout.CATALOGUE), IndexFile.encode(derived));
    }

    private static Map<String, Last> contents(Derived derived) {
        Map<String, Last> contents = new TreeMap<>();
        derived.catalogue().ascending().forEach(entry -> contents.put(entry.id(), entry.last()));
        return contents;
    }

    @Test
    void anEmptyDirectoryHasNoElements() throws IOException {
        Derived derived = open();
        assertEquals(Extent.EMPTY, derived.extent());
        assertEquals(0, derived.catalogue().size());
    }

    @Test
    void theGoldenLedgersElementsAreKnownByTheirLastBlocks() throws IOException {
        Golden.copy("v1", root);
        Derived derived = open();
        long lines = Files.readAllLines(root.resolve(Layout.LEDGER)).size();
        assertEquals(lines, derived.extent().blocks());
        assertEquals(lines - 1, derived.extent().height());
        assertEquals(Files.size(root.resolve(Layout.LEDGER)), derived.extent().length());
        assertEquals(9, derived.catalogue().size());
        for (Map.Entry<String, Last> entry : contents(derived).entrySet()) {
            Path chain = root.resolve(Layout.chain(element(entry.getKey())));
            var blocks = Files.readAllLines(chain);
            String last = blocks.get(blocks.size() - 1);
            assertEquals(blocks.size() - 1, entry.getValue().height());
            assertEquals(
                    last.contains("\"state_snapshot\":null"), entry.getValue().deleted(), entry.getKey());
        }
    }

    private static ElementId element(String id) {
        try {
            return TYPES.parse(id);
        } catch (InvalidElementId e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void legacyBlocksAreCounted() throws IOException {
        Golden.copy("v1-legacy", root);
        Extent extent = open().extent();
        long lines = Files.readAllLines(root.resolve(Layout.LEDGER)).size();
        assertEquals(lines, extent.blocks());
        assertEquals(lines, extent.height());
        assertEquals(1, extent.first());
    }

    @Test
    void whatWasSavedAndReadOnIsWhatTheLedgerSays() throws IOException {
        LedgerBuilder ledger = new LedgerBuilder(root);
        ledger.change("user:a", "{\"n\":1}", null, Attribution.asserted("x", "one", null), null, 1);
        ledger.change("user:b", "{\"n\":1}", null, ADMIN, null, 2);
        ledger.write();
        save(open());
        ledger.change("user:b", "null", "expired", ADMIN, null, 3);
        ledger.change("user:a", "null", null, ADMIN, null, 4);
        ledger.change("user:a", "{\"n\":2}", "revived", Attribution.asserted("x", "two", null), null, 5);
        ledger.write();
        Derived readOn = open();
        Map<String, Last> expected = Map.of("user:a", new Last(2, 4, false), "user:b", new Last(1, 2, true));
        assertEquals(expected, contents(readOn));
        assertArrayEquals(new long[] {0}, readOn.changeIds().candidates("one"));
        assertArrayEquals(new long[] {4}, readOn.changeIds().candidates("two"));
        assertEquals(ledger.head(), readOn.extent().head());
        Files.delete(root.resolve(Layout.CATALOGUE));
        assertEquals(readOn.extent(), open().extent());
        assertEquals(expected, contents(open()));
    }

    @Test
    void aFileOfAnotherLedgerOrWithAFlippedBitIsNotUsed() throws IOException {
        LedgerBuilder ledger = new LedgerBuilder(root);
        ledger.change("user:a", "{\"n\":1}", null, ADMIN, null, 1);
        ledger.write();
        byte[] content = IndexFile.encode(open());
        for (int i = 0; i < content.length; i++) {
            content[i] ^= 4;
            assertNull(IndexFile.decode(content, TYPES), "byte " + i);
            content[i] ^= 4;
        }
        Path other = Files.createDirectory(root.resolve("other"));
        LedgerBuilder another = new LedgerBuilder(other);
        another.change("user:b", "{\"n\":1}", null, ADMIN, null, 1);
        another.write();
        Files.createDirectories(other.resolve(Layout.INDEX));
        Files.write(other.resolve(Layout.CATALOGUE), content);
        Derived derived = IndexFile.open(new LocalFiles(other), TYPES, Long.MAX_VALUE, 7);
        assertEquals(Map.of("user:b", new Last(0, 0, false)), contents(derived));
    }

    @Test
    void aCatalogueThatIsAheadOfTheLedgerIsNotUsed() throws IOException {
        LedgerBuilder ledger = new LedgerBuilder(root);
        ledger.change("user:a", "{\"n\":1}", null, ADMIN, null, 1);
        ledger.write();
        Derived derived = open();
        derived.catalogue().update("user:a", new Last(1, 1, true));
        save(derived);
        assertEquals(Map.of("user:a", new Last(0, 0, false)), contents(open()));
    }

    private Derived openBefore(long limit, boolean reaches, long height) throws IOException {
        IndexFile.Ahead journal = new IndexFile.Ahead() {
            @Override
            public boolean reaches(Extent extent) {
                return reaches;
            }

            @Override
            public long height() {
                return height;
            }
        };
        return IndexFile.open(new LocalFiles(root), TYPES, limit, journal, 7);
    }

    @Test
    void aFileThatIsAheadOfTheLedgerIsUsedWhereAJournalLeadsThere() throws IOException {
        LedgerBuilder ledger = new LedgerBuilder(root);
        ledger.change("user:a", "{\"n\":1}", null, ADMIN, null, 1);
        ledger.write();
        long first = Files.size(root.resolve(Layout.LEDGER));
        ledger.change("user:a", "{\"n\":2}", null, ADMIN, null, 2);
        ledger.write();
        Derived both = open();
        // The catalogue went on while it was written.
        both.catalogue().update("user:b", new Last(0, 2, false));
        save(both);
        Map<String, Last> all = Map.of("user:a", new Last(1, 1, false), "user:b", new Last(0, 2, false));
        Map<String, Last> one = Map.of("user:a", new Last(0, 0, false));

        Derived used = openBefore(first, true, 2);
        assertEquals(both.extent(), used.extent());
        assertEquals(all, contents(used));
        assertEquals(one, contents(openBefore(first, false, 2)));
        assertEquals(one, contents(openBefore(first, true, 1)));
        assertEquals(one, contents(IndexFile.open(new LocalFiles(root), TYPES, first, 7)));
    }

    @Test
    void aLineThatIsNoBlockIsNamedByItsByte() throws IOException {
        LedgerBuilder ledger = new LedgerBuilder(root);
        ledger.change("user:a", "{\"n\":1}", null, ADMIN, null, 1);
        ledger.write();
        long end = Files.size(root.resolve(Layout.LEDGER));
        for (String line : new String[] {"{", "", "[]", "{\"height\":1}", "{\"action\":\"x", "null", "{\"a\":[}"}) {
            Files.writeString(root.resolve(Layout.LEDGER), line + "\n", StandardOpenOption.APPEND);
            var fault = assertThrows(UnreadableLedger.class, this::open, line);
            assertEquals("ledger.jsonl, byte " + end + ": not a central block", fault.getMessage());
            try (var file = Files.newByteChannel(root.resolve(Layout.LEDGER), StandardOpenOption.WRITE)) {
                file.truncate(end);
            }
        }
    }
}
