package io.hostledger.ledger;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralLine;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.Disk.Append;
import io.hostledger.journal.Base;
import io.hostledger.journal.Batch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The blocks of a batch that was read back from the journal, to be published after a failure. */
final class RecoveredLines {
    private record ElementAt(ElementBlock block, Outcome.Block line) {}

    private final List<Published.Line> lines = new ArrayList<>();
    private Base after;

    RecoveredLines(Batch batch, Index index) throws UnreadableLine {
        after = batch.base();
        Map<Long, ElementAt> elements = new HashMap<>();
        for (Append run : batch.runs()) {
            boolean central = run.path().equals(Layout.LEDGER);
            int from = run.from();
            for (int at = from; at < run.to(); at++) {
                if (run.bytes()[at] == '\n') {
                    Json line = Json.ofCanonical(run.bytes(), from, at);
                    if (central) {
                        addCentral(line, new Range(run.bytes(), from, at), elements, index);
                    } else {
                        addElement(line, new Range(run.bytes(), from, at), elements);
                    }
                    from = at + 1;
                }
            }
            if (central && after.head() != null) {
                after = new Base(after.head(), after.timestamp(), run.offset() + run.to() - run.from());
            }
        }
    }

    private record Range(byte[] bytes, int from, int to) {}

    private static void addElement(Json line, Range range, Map<Long, ElementAt> elements) throws UnreadableLine {
        ElementBlock block = ElementLine.read(line);
        elements.put(
                block.centralHeight(),
                new ElementAt(
                        block, new Outcome.Block(block.height(), block.hash(), range.bytes, range.from, range.to)));
    }

    private void addCentral(Json line, Range range, Map<Long, ElementAt> elements, Index index) throws UnreadableLine {
        CentralBlock block = CentralLine.read(line);
        ElementAt element = elements.get(block.height());
        index.add(block, element != null && element.block.deleted());
        lines.add(new Published.Line(
                new Outcome.Block(block.height(), block.hash(), range.bytes, range.from, range.to),
                element == null ? null : element.line));
        after = new Base(block.head(), block.timestamp(), after.length());
    }

    List<Published.Line> lines() {
        return lines;
    }

    /** Where the ledger stands with the batch. */
    Base after() {
        return after;
    }
}
