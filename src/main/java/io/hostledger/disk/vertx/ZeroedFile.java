package io.hostledger.disk.vertx;

import io.hostledger.disk.Disk.SyncedFile;
import io.hostledger.disk.Faults;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A file of fixed length on a Vert.x file that was opened with O_DSYNC, so that write and sync are
 * one call of the system. Writes complete on the context that opened it.
 */
final class ZeroedFile implements SyncedFile {
    private final String path;
    private final long length;
    private final AsyncFile file;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** Both guarded by this. */
    private boolean closing;

    private boolean failed;

    ZeroedFile(String path, long length, AsyncFile file) {
        this.path = path;
        this.length = length;
        this.file = file;
    }

    @Override
    public CompletionStage<Void> write(long position, byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        Objects.checkFromIndexSize(position, (long) to - from, length);
        CompletableFuture<Void> written = new CompletableFuture<>();
        synchronized (this) {
            if (closing) {
                written.completeExceptionally(Faults.of(path, "is no longer open"));
            } else if (from == to) {
                written.complete(null);
            } else {
                // One buffer that wraps one array: Vert.x writes each part of a buffer on its own, side by side.
                Buffer range = Buffer.buffer(Unpooled.wrappedBuffer(bytes, from, to - from));
                file.write(range, position).onComplete(done -> written.complete(null), fault -> fail(written, fault));
            }
        }
        return written;
    }

    /**
     * After a failed write Vert.x counts that write as in flight for ever, and would never close the
     * file. It is then let go of: its descriptor is lost until the process ends.
     */
    @Override
    public CompletionStage<Void> close() {
        synchronized (this) {
            if (closing) {
                return closed;
            }
            closing = true;
            if (failed) {
                closed.complete(null);
            }
            file.close().onComplete(done -> closed.complete(null), fault -> fail(closed, fault));
        }
        return closed;
    }

    private void fail(CompletableFuture<Void> stage, Throwable fault) {
        stage.completeExceptionally(fault instanceof IOException e ? Faults.at(path, e) : fault);
        synchronized (this) {
            failed = true;
            if (closing) {
                closed.complete(null);
            }
        }
    }
}
