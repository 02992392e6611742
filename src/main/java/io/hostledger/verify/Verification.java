package io.hostledger.verify;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Head;
import io.hostledger.disk.Files;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A check of a data directory, which is only read: {@code Verification.of(files, types).report()}.
 * What it is to know beforehand is told first. Blocks; one thread's own.
 */
public final class Verification {
    /** Of the heap, where nothing else is done. */
    private static final int ALONE = 2;
    /** Of the heap, beside a service, whose own bounds add up to most of it. */
    private static final int BESIDE_OTHERS = 8;

    final Files files;
    final ElementTypes types;
    final List<Head> expected = new ArrayList<>();
    Watch watch = Watch.NONE;
    Crew crew = new Crew(Runnable::run, 1);
    /** Whether a service may be writing. */
    boolean live;
    /** What is visible to readers, if the caller is the service that is writing. */
    @Nullable
    Visible visible;

    Sizes sizes = Sizes.STANDARD;

    /**
     * How much of the ledger readers see.
     *
     * @param height of the last visible central block; -1 while there is none
     * @param length of the central ledger up to and with it, bytes
     */
    record Visible(long height, long length) {}

    /** How much of the heap the fingerprints of central blocks may take: of the rest, files are read once more. */
    long tableBytes = Runtime.getRuntime().maxMemory() / ALONE;

    private Verification(Files files, ElementTypes types) {
        this.files = files;
        this.types = types;
    }

    public static Verification of(Files files, ElementTypes types) {
        return new Verification(files, types);
    }

    /** The ledger must hold this head, which somebody remembers. May be said of several. */
    public Verification expect(Head head) {
        expected.add(head);
        return this;
    }

    /**
     * A service may be writing: the report is about the last whole central line there is when it
     * begins; element blocks beyond it, and last lines without an end, are unsettled.
     */
    public Verification live() {
        live = true;
        return this;
    }

    /**
     * The caller is the service that is writing: the report is about what is visible to readers.
     *
     * @param head the last visible central block; null while there is none
     * @param length of {@code ledger.jsonl} up to and with that block, bytes
     */
    public Verification visible(@Nullable Head head, long length) {
        live = true;
        tableBytes = Runtime.getRuntime().maxMemory() / BESIDE_OTHERS;
        visible = new Visible(head == null ? -1 : head.height(), length);
        if (head != null) {
            expected.add(head);
        }
        return this;
    }

    /** Reads with several threads: the caller's, and up to {@code threads - 1} that the executor lends. */
    public Verification threads(Executor executor, int threads) {
        crew = new Crew(executor, threads);
        return this;
    }

    /** Reads with as many threads as there are processors; they end with the report. */
    public Report reportOnAllProcessors() throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads, Verification::thread)) {
            return threads(executor, threads).report();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "hostledger-verify");
        thread.setDaemon(true);
        return thread;
    }

    public Verification watchedBy(Watch newWatch) {
        watch = newWatch;
        return this;
    }

    /**
     * Checks everything.
     *
     * @throws IOException if the directory or the central ledger cannot be opened; what cannot be read further on is
     *     a finding
     * @throws java.util.concurrent.CancellationException if the watch asks for it
     */
    public Report report() throws IOException {
        return new WholeRun(this).report();
    }

    /**
     * Checks the chain of one element: each of its blocks, and the central block that each names. What
     * else the central ledger has is not looked at.
     *
     * @param last the element's last block, if somebody knows it: the chain must hold it
     * @throws java.nio.file.NoSuchFileException if there is no chain, and none is known
     * @throws IOException if the chain or the central ledger cannot be read
     */
    public Report report(ElementId element, @Nullable Head last) throws IOException {
        return new ElementRun(this, element, last).report();
    }
}
