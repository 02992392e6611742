package io.hostledger.cli;

import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.codec.LineHeight;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.LineCursor;
import io.hostledger.verify.Finding;
import io.hostledger.verify.FindingKind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The end of the central ledger, which grows. Every line is held to its hash and to the line before,
 * and the file to be still the one that was read: what was read must stand in it, where it stood.
 */
final class LedgerTail {
    /** Is shown each new block that is as it should be. */
    @FunctionalInterface
    interface Reader {
        void block(CentralEntry entry, LineCursor line);
    }

    private final Files files;
    private final CentralEntry.Reader lines = new CentralEntry.Reader();
    private final ChainWatch watch;
    /** The last line that was read, and where it begins; empty at the start of the file. */
    private byte[] last;

    private long lastAt;
    private final long begin;

    private LedgerTail(Files files, long lastAt, byte[] last, @Nullable CentralEntry entry, long begin) {
        this.files = files;
        this.lastAt = lastAt;
        this.last = last;
        this.begin = begin;
        this.watch = new ChainWatch(entry);
    }

    /** Where to begin. */
    @FunctionalInterface
    interface Start {
        /** Moves between two lines. */
        void seek(LineCursor lines) throws IOException;
    }

    /** The last so many lines, and what follows. */
    static Start last(long count) {
        return lines -> {
            lines.seekEnd();
            long left = count;
            while (left > 0 && lines.previous()) {
                left--;
            }
            lines.seek(lines.offset());
        };
    }

    /** The block of a height, and what follows. */
    static Start from(long height) {
        return lines -> lines.seekKey(0, height, LedgerTail::height);
    }

    /**
     * Begins at a place; at the first line of a ledger that does not exist yet.
     *
     * @throws UnreadableLine if the line before that place is no block
     */
    static LedgerTail open(Files files, Start start) throws IOException, UnreadableLine {
        try (OpenFile file = files.open(Layout.LEDGER)) {
            LineCursor lines = new LineCursor(file, 0, Long.MAX_VALUE, LineCursor.FEW);
            start.seek(lines);
            if (!lines.previous()) {
                // A legacy ledger's first block has the height 1.
                long first = lines.next() ? height(lines.array(), lines.from(), lines.to()) : 0;
                return new LedgerTail(files, 0, new byte[0], null, Math.max(0, first));
            }
            CentralEntry entry = new CentralEntry.Reader().read(lines.array(), lines.from(), lines.to());
            return new LedgerTail(files, lines.offset(), copy(lines), entry, entry.height() + 1);
        } catch (NoSuchFileException e) {
            return new LedgerTail(files, 0, new byte[0], null, 0);
        }
    }

    /** What is wrong if the ledger does not hold a head; null if it does. */
    static @Nullable Finding witness(Files files, Head head) throws IOException, UnreadableLine {
        try (OpenFile file = files.open(Layout.LEDGER)) {
            LineCursor lines = new LineCursor(file, 0, Long.MAX_VALUE, LineCursor.FEW);
            lines.seekKey(0, head.height(), LedgerTail::height);
            CentralEntry entry =
                    lines.next() ? new CentralEntry.Reader().read(lines.array(), lines.from(), lines.to()) : null;
            boolean held = entry != null
                    && entry.height() == head.height()
                    && entry.hash().equals(head.hash().toString());
            return held ? null : forked(lines.offset(), head.height(), "the ledger does not hold the block " + head);
        } catch (NoSuchFileException e) {
            return forked(0, head.height(), "there is no ledger to hold the block " + head);
        }
    }

    /** The height of the block that it begins with. */
    long begin() {
        return begin;
    }

    /** Reads what has come since the last look. Gives the first thing that is wrong; null if nothing is. */
    @Nullable
    Finding look(Reader reader) throws IOException {
        try (OpenFile file = files.open(Layout.LEDGER)) {
            if (!holdsLast(file)) {
                return forked(lastAt, null, "what was read here a moment ago is not there any more");
            }
            LineCursor line = new LineCursor(file, end(), Long.MAX_VALUE, LineCursor.MANY);
            Finding found = null;
            while (found == null && line.next()) {
                found = read(line, reader);
            }
            return found;
        } catch (NoSuchFileException e) {
            return last.length == 0 ? null : forked(0, null, "the file is gone");
        }
    }

    private @Nullable Finding read(LineCursor line, Reader reader) {
        CentralEntry entry;
        try {
            entry = lines.read(line.array(), line.from(), line.to());
        } catch (UnreadableLine e) {
            return new Finding(
                    FindingKind.UNREADABLE_LINE,
                    Layout.LEDGER,
                    0,
                    line.offset(),
                    null,
                    null,
                    String.valueOf(e.getMessage()));
        }
        Finding found = watch.check(entry, line.offset());
        if (found == null) {
            last = copy(line);
            lastAt = line.offset();
            reader.block(entry, line);
        }
        return found;
    }

    private static long height(byte[] line, int from, int to) {
        return LineHeight.of(Arrays.copyOfRange(line, from, to));
    }

    private long end() {
        return lastAt + last.length;
    }

    private boolean holdsLast(OpenFile file) throws IOException {
        byte[] found = new byte[last.length];
        return file.read(lastAt, found, 0, found.length) == found.length && Arrays.equals(found, last);
    }

    /** With its newline. */
    private static byte[] copy(LineCursor line) {
        return Arrays.copyOfRange(line.array(), line.from(), line.to() + 1);
    }

    private static Finding forked(long offset, @Nullable Long height, String detail) {
        return new Finding(FindingKind.FORKED_HISTORY, Layout.LEDGER, 0, offset, null, height, detail);
    }
}
