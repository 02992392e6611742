package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of the central ledger, each of its blocks checked for itself; what holds between blocks is not yet. */
final class Segment {
    /**
     * What the checks between blocks need to know of one.
     *
     * @param line within the segment, from 0
     * @param end byte offset behind it and its newline
     * @param time null in a legacy block
     * @param reference fingerprint of what its element block must say; 0 if there is none
     * @param adoption the data of the block that adopts legacy ones; null in any other
     */
    record Row(
            int line,
            long offset,
            long end,
            boolean legacy,
            long height,
            Hash prevHash,
            Hash hash,
            @Nullable Time time,
            int reference,
            @Nullable Adoption adoption) {}

    /** A timestamp in microseconds, or what stands in its place. */
    record Time(long micros, @Nullable String malformed) {
        boolean before(Time other) {
            return malformed == null && other.malformed == null
                    ? micros < other.micros
                    : toString().compareTo(other.toString()) < 0;
        }

        @Override
        public String toString() {
            return malformed == null ? Timestamp.format(micros) : malformed;
        }
    }

    /** What the block that follows the legacy ones says. @param payload its RFC 8785 form */
    record Adoption(String payload, boolean byTheService) {}

    final List<Row> rows = new ArrayList<>();
    /** Their lines count from 0. */
    final List<Finding> findings = new ArrayList<>();

    int lines;
    /** Whether not all of it could be read: it is not known how many lines the rest has. */
    boolean broken;

    long bytes;

    /** What a legacy block names as a hash, which may be any text: other texts are told apart by their own hash. */
    static Hash link(String text) {
        Hash hash = Hash.parse(text);
        return hash == null ? Hasher.of(text.getBytes(StandardCharsets.UTF_8)) : hash;
    }
}
