package io.hostledger.stream;

import io.hostledger.chain.Head;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.LineCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads on from a position in {@code ledger.jsonl}. Blocks. */
final class CatchUp {
    /** How much is read for a filter that wants little of it, before others get their turn; bytes. */
    private static final int SCAN = 1024 * 1024;

    private final Files files;
    private final ElementLines elements;

    CatchUp(Files files, ElementLines elements) {
        this.files = files;
        this.elements = elements;
    }

    /**
     * Blocks, as events that may be none, and the position behind them.
     *
     * @param events whose first {@code length} bytes count
     * @param passed how many blocks were passed over since the last id
     * @param last the block before the position
     */
    record Batch(byte[] events, int length, long height, long offset, int passed, Head last) {}

    /**
     * Reads at least one block.
     *
     * @param end how much of the ledger is visible, bytes; there is more than the position
     * @param share about how many bytes to read
     * @param before how many blocks the subscriber has passed over since its last id
     */
    Batch read(long height, long offset, long end, @Nullable Filter filter, boolean details, int share, int before)
            throws IOException {
        try (Files.OpenFile file = files.open(Layout.LEDGER)) {
            LineCursor lines = new LineCursor(file, offset, end, share);
            return read(lines, height, filter, details, share, before);
        }
    }

    private Batch read(LineCursor lines, long height, @Nullable Filter filter, boolean details, int share, int before)
            throws IOException {
        long offset = lines.end();
        JsonWriter out = new JsonWriter(filter == null ? share + share / 4 : 1024);
        long next = height;
        long at = offset;
        int passed = before;
        Head last = null;
        while (out.length() < share && at - offset < SCAN && lines.next()) {
            Head head;
            try {
                head = head(lines, next);
            } catch (IOException e) {
                if (last == null) {
                    throw e;
                }
                // What was read before goes out; the next read fails.
                break;
            }
            if (filter == null || filter.matches(Span.of(lines).json())) {
                write(out, head, Span.of(lines), details);
                passed = 0;
            } else if (++passed >= Subscriber.SILENT) {
                Frames.position(out, head);
                passed = 0;
            }
            last = head;
            next++;
            at = lines.end();
        }
        if (last == null) {
            throw new IOException(Layout.LEDGER + " has no whole line at byte " + offset);
        }
        return new Batch(out.array(), out.length(), next, at, passed, last);
    }

    private static Head head(LineCursor lines, long expected) throws IOException {
        try {
            Head head = LineHead.of(lines);
            if (head.height() == expected) {
                return head;
            }
            throw new IOException("height " + head.height() + " stands where " + expected + " should");
        } catch (IOException e) {
            throw new IOException(Layout.LEDGER + ", byte " + lines.offset() + ": " + e.getMessage(), e);
        }
    }

    private void write(JsonWriter out, Head head, Span line, boolean details) throws IOException {
        Frames.id(out, head);
        if (details) {
            Frames.details(out, line, elements.of(line.json()));
        } else {
            Frames.data(out, line);
        }
    }
}
