package io.hostledger.ledger;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.codec.CentralLine;
import io.hostledger.codec.ElementLine;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.Disk.Append;
import io.hostledger.disk.Files;
import io.hostledger.disk.Lines;
import io.hostledger.journal.Base;
import io.hostledger.journal.Batch;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which part of each file the journal holds, and whether the rest of the file fits before it. */
final class JournalSpans {
    /**
     * @param from where the journal's part of the file begins
     * @param to where it ends
     * @param prev what the first block in it has as {@code prev_hash}
     */
    private record Span(long from, long to, Hash prev) {}

    private final Map<String, Span> spans = new LinkedHashMap<>();
    private Base end;

    JournalSpans(Base base) {
        end = base;
        spans.put(Layout.LEDGER, new Span(base.length(), base.length(), base.hash()));
    }

    /** Takes the next batch of the journal. */
    void add(Batch batch) throws DamagedLedger {
        if (!batch.base().equals(end)) {
            throw DamagedLedger.unlikeJournal(
                    Layout.JOURNAL,
                    0,
                    "a batch begins at block " + batch.base().height() + " of the ledger, the one before it ended at "
                            + end.height());
        }
        for (Append run : batch.runs()) {
            Span span = spans.get(run.path());
            if (span == null) {
                spans.put(run.path(), new Span(run.offset(), end(run), prevHash(run)));
            } else if (span.to != run.offset()) {
                throw DamagedLedger.unlikeJournal(run.path(), run.offset(), "the journal has a gap before this byte");
            } else {
                spans.put(run.path(), new Span(span.from, end(run), span.prev));
            }
            if (run.path().equals(Layout.LEDGER)) {
                end = after(run);
            }
        }
    }

    private static long end(Append run) {
        return run.offset() + run.to() - run.from();
    }

    private static Hash prevHash(Append run) throws DamagedLedger {
        int newline = run.from();
        while (run.bytes()[newline] != '\n') {
            newline++;
        }
        try {
            return ElementLine.read(Json.ofCanonical(run.bytes(), run.from(), newline))
                    .prevHash();
        } catch (UnreadableLine e) {
            throw DamagedLedger.unlikeJournal(
                    run.path(), run.offset(), "the journal's line for this place: " + e.getMessage());
        }
    }

    private static Base after(Append run) throws DamagedLedger {
        int start = run.to() - 1;
        while (start > run.from() && run.bytes()[start - 1] != '\n') {
            start--;
        }
        try {
            CentralBlock last = CentralLine.read(Json.ofCanonical(run.bytes(), start, run.to() - 1));
            return new Base(last.head(), last.timestamp(), end(run));
        } catch (UnreadableLine e) {
            throw DamagedLedger.unlikeJournal(
                    run.path(), run.offset(), "the journal's line for this place: " + e.getMessage());
        }
    }

    /** Where the ledger stands with all batches. */
    Base end() {
        return end;
    }

    /** The files of which the journal holds a part. */
    Collection<String> paths() {
        return spans.keySet();
    }

    /**
     * Checks each file: that it reaches up to the journal's part of it and not beyond, and that the
     * line before that part is the one that the first block in it follows.
     */
    void check(Files files) throws IOException, DamagedLedger {
        for (Map.Entry<String, Span> span : spans.entrySet()) {
            try {
                check(files, span.getKey(), span.getValue());
            } catch (NoSuchFileException e) {
                throw DamagedLedger.unlikeJournal(span.getKey(), 0, "the file is missing");
            }
        }
    }

    private void check(Files files, String path, Span span) throws IOException, DamagedLedger {
        if (span.from == 0 && !files.exists(path)) {
            return;
        }
        long size = files.size(path);
        if (size < span.from) {
            throw DamagedLedger.unlikeJournal(
                    path, size, "the file ends here, the journal begins at byte " + span.from);
        }
        if (size > span.to) {
            throw DamagedLedger.unlikeJournal(path, span.to, "the journal ends here, the file goes on to byte " + size);
        }
        if (span.from > 0) {
            try (Files.OpenFile file = files.open(path)) {
                Lines.Line before = lineBefore(file, path, span.from);
                if (!hash(path, before).equals(span.prev)) {
                    throw DamagedLedger.unlikeJournal(
                            path, before.offset(), "this line is not the block that the journal's next one follows");
                }
            }
        } else if (!span.prev.equals(Hash.ZERO)) {
            throw DamagedLedger.unlikeJournal(
                    path, 0, "the journal's first block for this file is not the first of a chain");
        }
    }

    private static Lines.Line lineBefore(Files.OpenFile file, String path, long end) throws IOException, DamagedLedger {
        byte[] newline = new byte[1];
        Lines.Line line = file.read(end - 1, newline, 0, 1) == 1 && newline[0] == '\n' ? Lines.last(file, end) : null;
        if (line == null) {
            throw DamagedLedger.unlikeJournal(path, end - 1, "no line ends here, where the journal begins");
        }
        return line;
    }

    private static Hash hash(String path, Lines.Line line) throws DamagedLedger {
        return path.equals(Layout.LEDGER)
                ? TrustedLine.end(line).hash()
                : TrustedLine.element(path, line).hash();
    }
}
