package io.hostledger.verify;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Some threads that do one job together: the caller's, and as many of an executor's as it lends. The
 * job is done when the caller's part of it ends and so do the parts that were begun.
 */
final class Crew {
    /** A part of a job: takes pieces of it until none is left. */
    interface Part {
        void work() throws IOException;
    }

    private final Executor executor;
    private final int threads;

    Crew(Executor executor, int threads) {
        this.executor = executor;
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    /**
     * Does a job.
     *
     * @throws IOException the first that a part threw; likewise unchecked exceptions
     */
    void work(Part part) throws IOException {
        Job job = new Job(part);
        try {
            for (int i = 1; i < threads; i++) {
                executor.execute(job::begin);
            }
        } catch (RejectedExecutionException e) {
            // Then with those that there are.
        }
        job.begin();
        job.finish();
    }

    private static final class Job {
        private final Part part;
        private int running;
        private boolean over;
        private @Nullable Throwable fault;

        Job(Part part) {
            this.part = part;
        }

        void begin() {
            synchronized (this) {
                if (over) {
                    return;
                }
                running++;
            }
            Throwable thrown = null;
            try {
                part.work();
            } catch (IOException | RuntimeException | Error e) {
                thrown = e;
            }
            synchronized (this) {
                running--;
                over = true;
                if (fault == null) {
                    fault = thrown;
                }
                notifyAll();
            }
        }

        synchronized void finish() throws IOException {
            boolean interrupted = false;
            while (running > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            switch (fault) {
                case null -> {}
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(fault);
            }
        }
    }
}
