package io.hostledger.bench;

import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.LocalFiles;
import io.hostledger.query.LedgerReads;
import java.io.IOException;
import java.nio.file.Path;

/** How much of the heap all indexes of a ledger take, by what is left of it after a collection: {@code <folder>}. */
public final class IndexMemory {
    private IndexMemory() {}

    public static void main(String[] args) throws IOException {
        LedgerReads.open(new LocalFiles(Path.of(args[0])), ElementTypes.standard());
        long before = used();
        LedgerReads reads = LedgerReads.open(new LocalFiles(Path.of(args[0])), ElementTypes.standard());
        reads.heightAt(Long.MAX_VALUE); // the index of blocks is made by the first question
        long bytes = used() - before;
        System.out.printf(
                "%nIndex: %.1f bytes a block, %d blocks and %d elements%n",
                bytes / (double) reads.visible().blocks(), reads.visible().blocks(), reads.elements());
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
