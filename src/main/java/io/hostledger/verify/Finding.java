package io.hostledger.verify;

import io.hostledger.chain.Layout;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, and where. Ordered as a report lists them: the central ledger first, then
 * by file and line.
 *
 * @param file relative to the data directory
 * @param line from 1; 0 where the finding is about the whole file, or something before it could not be read, so that
 *     it is not known which line it is
 * @param byteOffset where that line starts in its file
 * @param elementId of the block's element, where it is known
 * @param height of the block in its own chain, where it is known
 * @param detail a sentence
 */
public record Finding(
        FindingKind kind,
        String file,
        long line,
        long byteOffset,
        @Nullable String elementId,
        @Nullable Long height,
        String detail)
        implements Comparable<Finding> {
    /** Characters of a detail, whatever it quotes: thousands of findings are kept. */
    private static final int LONGEST = 1_000;

    private static final Comparator<Finding> ORDER = Comparator.comparing((Finding f) -> !f.file.equals(Layout.LEDGER))
            .thenComparing(Finding::file)
            .thenComparing(Finding::line)
            .thenComparing(Finding::byteOffset)
            .thenComparing(Finding::kind)
            .thenComparing(Finding::detail);

    public Finding {
        detail = detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST) + "…";
    }

    /** The same in a line that is known now. */
    Finding at(long newLine) {
        return new Finding(kind, file, newLine, byteOffset, elementId, height, detail);
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /** For one who is to look at the byte: {@code <file>, byte <offset>: <kind> <file>:<line> <detail>}. */
    public String sentence() {
        return file + ", byte " + byteOffset + ": " + this;
    }

    /** {@code <kind> <file>:<line> <detail>}. */
    @Override
    public String toString() {
        return kind.slug() + " " + file + ":" + line + " " + detail;
    }
}
