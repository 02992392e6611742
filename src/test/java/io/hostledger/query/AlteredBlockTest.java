package io.hostledger.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Layout;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.LedgerBuilder;
import io.hostledger.index.UnreadableLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A state that is not the one that was recorded is given to nobody; the line itself is, to whoever wants to look at it. */
class AlteredBlockTest {
    private static final ElementTypes TYPES = ElementTypes.standard();
    private static final Attribution BY = Attribution.asserted("admin", null, null);

    @TempDir
    Path root;

    private ElementId element;
    private Path chain;
    private LedgerReads ledger;
    private ElementReads reads;

    @BeforeEach
    void makeLedger() throws Exception {
        element = TYPES.parse("user:eve");
        LedgerBuilder builder = new LedgerBuilder(root);
        builder.change("user:eve", "{\"n\":111}", null, BY, null, 1_000);
        builder.change("user:eve", "{\"n\":222}", null, BY, null, 2_000);
        builder.change("user:bob", "{\"n\":333}", null, BY, null, 3_000);
        builder.write();
        chain = root.resolve(Layout.chain(element));
        ledger = LedgerReads.open(new LocalFiles(root), TYPES);
        reads = new ElementReads(ledger);
    }

    private void alter(String from, String to) throws Exception {
        Files.writeString(chain, Files.readString(chain).replace(from, to));
    }

    private void isDamagedAtByte(long offset, Executable question) {
        isDamaged(offset, "this block's hash is not that of its content", question);
    }

    private void isDamaged(long offset, String what, Executable question) {
        String said = assertThrows(UnreadableLedger.class, question).getMessage();
        assertEquals(Layout.chain(element) + ", byte " + offset + ": " + what, said);
    }

    @Test
    void anOldStateThatWasAlteredIsNotGiven() throws Exception {
        alter("\"state_snapshot\":{\"n\":111}", "\"state_snapshot\":{\"n\":119}");
        isDamagedAtByte(0, () -> reads.at(element, 1_500));
        isDamagedAtByte(0, () -> reads.atHeight(element, 0));
        isDamagedAtByte(0, () -> reads.difference(element, 0, 1));
        isDamagedAtByte(0, () -> reads.difference(element, 1, 0));
        isDamagedAtByte(0, () -> reads.backTo(element, 0));
        ElementFilter all = new ElementFilter(null, null, false);
        isDamagedAtByte(0, () -> Answered.stream(after -> new HostState(ledger, all, 0, false, after)));
        isDamagedAtByte(0, () -> Answered.stream(after -> new HostDifference(ledger, 0, 1, false, after)));
        Answered.stream(after -> new HostState(ledger, all, 1, false, after));
        assertInstanceOf(ElementAnswer.Found.class, reads.now(element));
        assertInstanceOf(ElementAnswer.Found.class, reads.block(element, 0));
    }

    @Test
    void aLastStateThatWasAlteredIsNotGiven() throws Exception {
        alter("\"state_snapshot\":{\"n\":222}", "\"state_snapshot\":{\"n\":229}");
        long last = Files.readString(chain).indexOf('\n') + 1;
        isDamagedAtByte(last, () -> reads.now(element));
        isDamagedAtByte(last, () -> reads.backTo(element, 0));
        assertInstanceOf(ElementAnswer.Found.class, reads.atHeight(element, 0));
    }

    @Test
    void aLineThatWasWrittenAnewIsNotTakenForTheOneThatWasRecorded() throws Exception {
        alter("\"state_snapshot\":{\"n\":111}", "\"state_snapshot\":{ \"n\":111}");
        isDamaged(0, "this line is not JSON in canonical form", () -> reads.atHeight(element, 0));
    }

    @Test
    void aHashThatIsNoTextIsNotThatOfTheContent() throws Exception {
        Files.writeString(chain, Files.readString(chain).replaceAll("\"hash\":\"\\w+\"", "\"hash\":1"));
        isDamagedAtByte(0, () -> reads.atHeight(element, 0));
    }

    @Test
    void theStateOfAnotherElementIsNotGiven() throws Exception {
        Files.copy(root.resolve(Layout.chain(TYPES.parse("user:bob"))), chain, StandardCopyOption.REPLACE_EXISTING);
        isDamaged(0, "this block is of another element", () -> reads.now(element));
    }
}
