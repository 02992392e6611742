package io.hostledger.stream;

import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.LineCursor;
import io.hostledger.ledger.Visible;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds where streams start. */
final class Places {
    private final Files files;
    private final Ring ring;

    Places(Files files, Ring ring) {
        this.files = files;
        this.ring = ring;
    }

    /** The place, if it needs no reading; else null. */
    @Nullable
    Place inMemory(Start start, Visible now) {
        return switch (start) {
            case Start.Live live -> end(now);
            case Start.Behind(Head id) -> behind(id, now);
            case Start.At(long height) -> {
                if (height > now.height() + 1) {
                    yield new Place.Beyond(now.height());
                }
                yield height == now.height() + 1 ? end(now) : recent(height - 1, null);
            }
        };
    }

    private @Nullable Place behind(Head id, Visible now) {
        if (id.height() > now.height()) {
            return new Place.Forked(id);
        }
        if (id.height() == now.height()) {
            return id.equals(now.head()) ? end(now) : new Place.Forked(id);
        }
        return recent(id.height(), id);
    }

    private static Place end(Visible now) {
        return new Place.Found(now.height() + 1, now.length(), now.head());
    }

    private @Nullable Place recent(long height, @Nullable Head expected) {
        Chunk chunk = ring.find(height);
        if (chunk == null) {
            return null;
        }
        int i = (int) (height - chunk.firstHeight);
        return place(chunk.head(i), chunk.offsetBehind(i), expected);
    }

    /** The place, read from the ledger. Blocks. */
    Place onDisk(Start start, Visible now) throws IOException {
        if (now.length() == 0) {
            return end(now);
        }
        try (Files.OpenFile file = files.open(Layout.LEDGER)) {
            LineCursor lines = new LineCursor(file, 0, now.length(), LineCursor.FEW);
            return switch (start) {
                case Start.Live live -> end(now);
                case Start.Behind(Head id) ->
                    LineHead.seek(lines, id.height())
                            ? place(LineHead.of(lines), lines.end(), id)
                            : new Place.Forked(id);
                case Start.At(long height) -> at(lines, height);
            };
        }
    }

    private static Place at(LineCursor lines, long height) throws IOException {
        long first = lines.next() ? LineHead.of(lines).height() : height;
        if (height <= first) {
            return new Place.Found(first, 0, null);
        }
        if (!LineHead.seek(lines, height - 1)) {
            throw new IOException(Layout.LEDGER + " has no block of height " + (height - 1));
        }
        return place(LineHead.of(lines), lines.end(), null);
    }

    private static Place place(Head there, long behind, @Nullable Head expected) {
        return expected == null || expected.equals(there)
                ? new Place.Found(there.height() + 1, behind, there)
                : new Place.Forked(expected);
    }
}
