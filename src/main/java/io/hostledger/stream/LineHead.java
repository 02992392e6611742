package io.hostledger.stream;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.Members;
import io.hostledger.disk.LineCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Height and hash as a line of either tier has them, of whichever format it is. */
final class LineHead {
    private LineHead() {}

    /** @throws IOException if the line is no block */
    static Head of(Span line) throws IOException {
        Head head;
        try {
            head = find(line.json());
        } catch (RuntimeException e) {
            throw new IOException("a line is no block", e);
        }
        if (head == null) {
            throw new IOException("a line is no block");
        }
        return head;
    }

    static Head of(LineCursor line) throws IOException {
        return of(Span.of(line));
    }

    /** Moves to the block of a height, in a file whose heights rise by one a line; false if there is none. */
    static boolean seek(LineCursor lines, long height) throws IOException {
        lines.seekKey(
                0, height, (bytes, from, to) -> of(new Span(bytes, from, to)).height());
        return lines.next() && of(lines).height() == height;
    }

    private static @Nullable Head find(Json line) {
        long height = -1;
        Hash hash = null;
        Members members = line.members();
        while ((height < 0 || hash == null) && members.next()) {
            if (members.nameIs("height")) {
                height = members.value().height();
            } else if (members.nameIs("hash")) {
                hash = Hash.parse(members.value().string());
            }
        }
        return height < 0 || hash == null ? null : new Head(height, hash);
    }
}
