package io.hostledger.bench;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.JsonWriter;
import io.hostledger.disk.LocalFiles;
import io.hostledger.query.BlockFilter;
import io.hostledger.query.CentralBlocks;
import io.hostledger.query.LedgerReads;
import java.io.IOException;
import java.nio.file.Path;

/** How much of the heap all indexes of a ledger take, by what is left of it after a collection: {@code <folder>}. */
public final class IndexMemory {
    private IndexMemory() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        asked(folder);
        long before = used();
        LedgerReads reads = asked(folder);
        long bytes = used() - before;
        System.out.printf(
                "%nIndex: %.1f bytes a block, %d blocks%n",
                bytes / (double) reads.visible().blocks(), reads.visible().blocks());
    }

    /** With all of the index in memory, as after a question for which every part of it is looked at. */
    private static LedgerReads asked(Path folder) throws IOException {
        LedgerReads reads = LedgerReads.open(new LocalFiles(folder), ElementTypes.standard());
        BlockFilter nobody = new BlockFilter(
                0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, "nobody", null, null, null, null, null, null);
        try (CentralBlocks blocks = new CentralBlocks(reads, nobody, false, null)) {
            if (blocks.next(new JsonWriter(16))) {
                throw new IllegalStateException("somebody is nobody");
            }
        }
        return reads;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
