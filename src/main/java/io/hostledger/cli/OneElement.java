package io.hostledger.cli;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.cli.DataDirOption.Opened;
import io.hostledger.codec.LineHeight;
import io.hostledger.disk.Files;
import io.hostledger.disk.Lines;
import io.hostledger.index.UnreadableLedger;
import io.hostledger.query.ElementAnswer;
import io.hostledger.query.ElementAnswer.Found;
import io.hostledger.query.ElementHistory;
import io.hostledger.query.ElementReads;
import io.hostledger.verify.Finding;
import io.hostledger.verify.FindingKind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One element, as the commands about one ask for it: from its chain and the last line of the central
 * ledger alone, however large that is. Each block that is shown is held to its hash.
 */
final class OneElement {
    private final ElementId id;
    private final Files files;
    private final long lastCentral;
    private final long visible;
    private final ElementReads reads;
    /** What is wrong with blocks that were shown, by their heights. */
    private final Map<Long, Finding> findings = new TreeMap<>();

    OneElement(Opened opened, ElementId id) throws IOException {
        this.id = id;
        this.files = opened.files();
        this.lastCentral = lastHeight(files);
        // Where nobody writes, nothing is to come: a block that names a central block beyond the ledger was changed.
        long seen = Writers.isLocked(opened.at()) ? lastCentral : Long.MAX_VALUE;
        this.visible = seen;
        this.reads = new ElementReads(files, () -> seen);
    }

    /** The height of the last whole line of the central ledger: element blocks beyond it are not settled yet. */
    private static long lastHeight(Files files) throws IOException {
        try (Files.OpenFile file = files.open(Layout.LEDGER)) {
            Lines.Line line = Lines.last(file, Lines.wholeEnd(file, file.size()));
            long height = line == null ? -1 : LineHeight.of(line.bytes());
            if (line != null && height < 0) {
                throw new UnreadableLedger(Layout.LEDGER, line.offset(), "not a central block");
            }
            return height;
        } catch (NoSuchFileException e) {
            return -1; // nothing was recorded yet
        }
    }

    /** Its blocks; null if it has none. */
    @Nullable
    ElementHistory history(boolean descending) throws IOException {
        return ElementHistory.open(files, visible, id, descending, null);
    }

    Json now() throws IOException {
        return found(reads.now(id));
    }

    /** @param micros since 1970 */
    Json at(long micros) throws IOException {
        return found(reads.at(id, micros));
    }

    Json atHeight(long height) throws IOException {
        return found(reads.atHeight(id, height));
    }

    private Json found(ElementAnswer answer) throws IOException {
        Json found = Answers.found(answer, id);
        long height = Answers.member(found, "height").height();
        if (reads.block(id, height) instanceof Found block) {
            Finding finding = wrong(ElementEntry.read(block.json(), 0, block.json().length));
            if (finding != null) {
                findings.put(height, finding);
            }
        }
        return found;
    }

    /** What is wrong with a block by itself, and by how far the central ledger goes; null if nothing is. */
    @Nullable
    Finding wrong(ElementEntry entry) throws IOException {
        Finding changed = entry.changed(Layout.chain(id));
        long central = entry.block().centralHeight();
        return changed != null || central <= lastCentral || central <= lastHeight(files)
                ? changed
                : entry.finding(
                        FindingKind.DANGLING_REFERENCE, Layout.chain(id), "the central ledger has no block " + central);
    }

    /** Warns of what is wrong with the blocks that were shown; gives the exit code. */
    int warn(Shell shell) {
        findings.values().forEach(shell::warn);
        return findings.isEmpty() ? Commands.WELL : Commands.FINDINGS;
    }
}
