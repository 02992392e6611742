package io.hostledger.bench.options;

import io.hostledger.bench.Tips;
import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.codec.BlockHash;
import io.hostledger.codec.CentralDraft;
import io.hostledger.codec.ElementDraft;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.LineCursor;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.CentralFields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** One chained file of all changes, each with its element's full state, in the order in which they came. */
final class FullLedger implements AutoCloseable {
    private static final int PIECE = 1 << 20;

    /** A block that waits to be durable, and then where its line begins. */
    private record Waiting(CentralDraft draft, CompletableFuture<Long> offset) {}

    private final LocalFiles files;
    private final FileChannel channel;
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Thread appender = new Thread(this::append, "appender");
    private final Hasher hasher = new Hasher();
    private final JsonWriter lines = new JsonWriter(PIECE);
    private long height;
    private Hash head = Hash.ZERO;
    private long length;

    FullLedger(Path root) throws IOException {
        files = new LocalFiles(root);
        Files.createDirectories(root);
        channel = FileChannel.open(root.resolve(Layout.LEDGER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The block of a change: an element block's content, chained with all others alone. */
    static CentralDraft draft(Tips.Next block) {
        ElementDraft draft = block.draft();
        JsonWriter out = new JsonWriter(512 + draft.state().length());
        out.ascii("{\"changes\":").json(draft.changes());
        out.ascii(",\"element_height\":").number(draft.height());
        out.ascii(",\"element_id\":").string(draft.element().text());
        out.ascii(",\"element_type\":").string(draft.element().type().name());
        if (draft.reason() != null) {
            out.ascii(",\"reason\":").string(draft.reason());
        }
        Json payload =
                out.ascii(",\"state_snapshot\":").json(draft.state()).put('}').json();
        return CentralDraft.ofEvent(
                CentralBlock.ELEMENT_MODIFICATION, draft.modificationType(), payload, draft.by(), draft.timestamp());
    }

    /** Adds a block, and syncs nothing; where its line begins. */
    long add(CentralDraft draft) throws IOException {
        long offset = put(draft);
        if (lines.length() > PIECE) {
            write();
        }
        return offset;
    }

    private long put(CentralDraft draft) {
        long offset = length + lines.length();
        head = draft.writeLine(lines, height++, head, hasher);
        lines.put('\n');
        return offset;
    }

    private void write() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(lines.array(), 0, lines.length());
        while (bytes.hasRemaining()) {
            length += channel.write(bytes, length);
        }
        lines.reset();
    }

    /** From here on blocks are added durably. */
    void start() throws IOException {
        write();
        appender.start();
    }

    /** Adds a block, and returns when it is durable; where its line begins. */
    long addDurably(CentralDraft draft) {
        CompletableFuture<Long> offset = new CompletableFuture<>();
        waiting.add(new Waiting(draft, offset));
        return offset.join();
    }

    /** Writes and syncs together what has come while the last write was synced. */
    private void append() {
        List<Waiting> batch = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                batch.forEach(one -> offsets.add(put(one.draft)));
                write();
                channel.force(false);
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).offset.complete(offsets.get(i));
                }
                batch.clear();
                offsets.clear();
            }
        } catch (InterruptedException | IOException e) {
            batch.forEach(one -> one.offset.completeExceptionally(e));
        }
    }

    /** Reads the lines of a time; they stand in its order. */
    long changed(long since, long until) throws IOException {
        CentralFields block = new CentralFields();
        return Lines.between(files, Layout.LEDGER, since, until, (bytes, from, to) -> {
            block.read(bytes, from, to);
            return block.timestamp();
        });
    }

    /** Reads the lines that begin at some offsets. */
    long read(long[] offsets, int count) throws IOException {
        CentralFields block = new CentralFields();
        try (OpenFile file = files.open(Layout.LEDGER)) {
            LineCursor cursor = new LineCursor(file, 0, Long.MAX_VALUE, 2_048);
            for (int i = 0; i < count; i++) {
                if (!cursor.seek(offsets[i]).next() || !block.read(cursor.array(), cursor.from(), cursor.to())) {
                    throw new IOException("no block at byte " + offsets[i]);
                }
            }
        }
        return count;
    }

    /** Hashes every block and follows every link; how many are of an element. */
    long verify(String element) throws IOException {
        Hash prev = Hash.ZERO;
        long count = 0;
        try (OpenFile file = files.open(Layout.LEDGER)) {
            LineCursor cursor = new LineCursor(file, 0, Long.MAX_VALUE, LineCursor.MANY);
            while (cursor.next()) {
                Json block = Json.ofCanonical(cursor.array(), cursor.from(), cursor.to());
                prev = checked(block, BlockHash.ofCentral(block), prev);
                Json id = block.member("data").member("payload").member("element_id");
                count += element.equals(id.string()) ? 1 : 0;
            }
        }
        return count;
    }

    /** The hash of a block that has it, and the link to the one before. */
    static Hash checked(Json block, Hash hash, Hash prev) throws IOException {
        @Nullable Json link = block.member("prev_hash");
        @Nullable Json own = block.member("hash");
        if (link == null
                || own == null
                || !prev.equals(Hash.parse(link.string()))
                || !hash.equals(Hash.parse(own.string()))) {
            throw new IOException("a block was altered: " + block);
        }
        return hash;
    }

    @Override
    public void close() throws IOException {
        appender.interrupt();
        try {
            appender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}
