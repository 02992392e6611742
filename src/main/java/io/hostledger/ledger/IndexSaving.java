package io.hostledger.ledger;

import io.hostledger.chain.Layout;
import java.util.concurrent.CompletionStage;

/** Writes the file of the index, so that a start has less to read; or not: all of it can be derived. Owned by the appender. */
final class IndexSaving {
    private final Setup setup;
    private final Publisher publisher;
    private long savedBlocks;

    IndexSaving(Setup setup, Publisher publisher) {
        this.setup = setup;
        this.publisher = publisher;
        this.savedBlocks = publisher.visible().blocks();
    }

    /** Whether there are so many new blocks that it is worth the while. */
    boolean isDue() {
        return publisher.visible().blocks() - savedBlocks >= setup.bounds().indexBlocks();
    }

    /**
     * Saves what is visible now, once something before it has ended well; never fails. The catalogue may
     * be ahead of what was visible at that moment, never behind.
     */
    CompletionStage<Void> after(CompletionStage<?> before) {
        Visible at = publisher.visible();
        savedBlocks = at.blocks();
        return before.thenApplyAsync(done -> publisher.index().encode(at), setup.blocking())
                .thenCompose(content -> setup.disk()
                        .createFolder(Layout.INDEX)
                        .thenCompose(done -> setup.disk().replace(Layout.CATALOGUE, content)))
                .exceptionally(failure -> null);
    }
}
