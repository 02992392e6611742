package io.hostledger.verify;

import io.hostledger.chain.Head;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found: contract section 4.
 *
 * @param head the last central block; null while there is none
 * @param unsettled element blocks beyond that head, and last lines that are still being written
 * @param findings the first of them, by place
 * @param found how many there are in all
 */
public record Report(
        @Nullable Head head, Checked checked, long unsettled, List<Finding> findings, long found, long tookMillis) {

    /**
     * What was looked at.
     *
     * @param centralBlocks blocks of the central ledger, legacy ones too
     * @param elements element chains: files
     */
    public record Checked(long centralBlocks, long legacyBlocks, long elementBlocks, long elements) {}

    public Report {
        findings = List.copyOf(findings);
    }

    /** Whether nothing at all was found. */
    public boolean intact() {
        return found == 0;
    }
}
