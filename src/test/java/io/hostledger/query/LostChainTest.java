package io.hostledger.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.LedgerBuilder;
import io.hostledger.index.UnreadableLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** An element whose chain is gone, or cannot be read, is not taken for one that never was. */
class LostChainTest {
    private static final ElementTypes TYPES = ElementTypes.standard();
    private static final Attribution BY = Attribution.asserted("admin", null, null);

    @TempDir
    Path root;

    private ElementId lost;
    private CountedFiles files;
    private LedgerReads reads;

    @BeforeEach
    void makeLedger() throws Exception {
        lost = TYPES.parse("user:lost");
        LedgerBuilder builder = new LedgerBuilder(root);
        builder.change("user:lost", "{\"n\":1}", null, BY, null, 1_000);
        builder.change("user:lost", "{\"n\":2}", null, BY, null, 2_000);
        builder.change("user:kept", "{\"n\":1}", null, BY, null, 3_000);
        builder.write();
        files = new CountedFiles(new LocalFiles(root));
        reads = LedgerReads.open(files, TYPES);
    }

    private static void isUnreadable(Executable question) {
        assertThrows(UnreadableLedger.class, question);
    }

    private static void readAll(ItemStream items) throws IOException {
        try (items) {
            JsonWriter out = new JsonWriter(1_024);
            while (items.next(out)) {
                out.put('\n');
            }
        }
    }

    @Test
    void noQuestionLeavesALostChainOut() throws Exception {
        Files.delete(root.resolve(Layout.chain(lost)));
        ElementReads elements = new ElementReads(reads);
        ElementFilter all = new ElementFilter(null, null, false);
        isUnreadable(() -> elements.now(lost));
        isUnreadable(() -> elements.at(lost, 1_500));
        isUnreadable(() -> elements.block(lost, 0));
        isUnreadable(() -> ElementHistory.open(reads, lost, false, null));
        isUnreadable(() -> readAll(new HostState(reads, all, 2, false, null)));
        isUnreadable(() -> readAll(new HostState(reads, all, 0, false, null)));
        isUnreadable(() -> readAll(new HostDifference(reads, -1, 2, false, null)));
        Files.createFile(root.resolve(Layout.chain(lost)));
        isUnreadable(() -> elements.now(lost));
        isUnreadable(() -> readAll(new HostState(reads, all, 2, false, null)));
    }

    @Test
    void noQuestionAboutTheWholeHostLeavesOutAnElementWhosePrefixIsNotConfiguredAnyMore() throws Exception {
        Path other = root.resolve("other");
        LedgerBuilder more = new LedgerBuilder(other, TYPES.with("rack", "Rack", "racks"));
        more.change("rack:1", "{}", null, BY, null, 1_000);
        more.change("rack:2", "{}", null, BY, null, 2_000);
        more.change("rack:2", "null", null, BY, null, 3_000);
        more.change("user:kept", "{}", null, BY, null, 4_000);
        more.write();
        LedgerReads without = LedgerReads.open(new LocalFiles(other), TYPES);
        ElementFilter all = new ElementFilter(null, null, false);
        isUnreadable(() -> readAll(new HostState(without, all, 3, false, null)));
        isUnreadable(() -> readAll(new HostDifference(without, -1, 3, false, null)));
        readAll(new HostState(without, new ElementFilter(null, "user:", false), 3, false, null));
        readAll(new HostState(without, new ElementFilter(null, "rack:2", false), 3, false, null));
        readAll(new HostDifference(without, 2, 3, false, null));
    }

    @Test
    void anElementThatNeverWasIsNoFault() throws Exception {
        ElementId none = TYPES.parse("user:none");
        assertInstanceOf(ElementAnswer.NoElement.class, new ElementReads(reads).now(none));
        assertNull(ElementHistory.open(reads, none, false, null));
        assertEquals(0, files.open());
    }

    @Test
    void aChainThatCannotBeReadIsClosedAgain() throws Exception {
        Files.writeString(root.resolve(Layout.chain(lost)), "no block\n", StandardOpenOption.TRUNCATE_EXISTING);
        isUnreadable(() -> ElementHistory.open(reads, lost, false, null));
        isUnreadable(() -> ElementHistory.open(reads, lost, true, null));
        isUnreadable(() -> ElementHistory.open(reads, lost, false, "0"));
        assertEquals(0, files.open());
        // The first block is one, the last is not: it fails only where it goes to its place.
        String chain = Files.readString(root.resolve(Layout.chain(TYPES.parse("user:kept"))));
        Files.writeString(root.resolve(Layout.chain(lost)), chain + "no block\n");
        isUnreadable(() -> ElementHistory.open(reads, lost, true, null));
        assertEquals(0, files.open());
    }
}
