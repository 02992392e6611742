package io.hostledger.bench.options;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.codec.BlockHash;
import io.hostledger.codec.SealedElement;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.LineCursor;
import io.hostledger.disk.LocalFiles;
import io.hostledger.index.ElementFields;
import io.hostledger.index.ElementFields.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A file for each element, with its blocks. */
final class Chains implements AutoCloseable {
    private final Path root;
    private final LocalFiles files;
    private final Map<ElementId, FileChannel> open = new ConcurrentHashMap<>();

    Chains(Path root) {
        this.root = root;
        this.files = new LocalFiles(root);
    }

    /** Adds a block to a chain that has one. */
    void add(ElementId element, SealedElement block, boolean durably) throws IOException {
        FileChannel channel = open.computeIfAbsent(element, this::channel);
        JsonWriter line = new JsonWriter(block.maxLineLength() + 1);
        block.writeLine(line, 0);
        line.put('\n');
        ByteBuffer bytes = ByteBuffer.wrap(line.array(), 0, line.length());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        if (durably) {
            channel.force(false);
        }
    }

    private FileChannel channel(ElementId element) {
        try {
            return FileChannel.open(root.resolve(Layout.chain(element)), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds the blocks of a time in a chain, and reads them. */
    long changed(ElementId element, long since, long until) throws IOException {
        ElementFields block = new ElementFields();
        return Lines.between(files, Layout.chain(element), since, until, (bytes, from, to) -> {
            block.read(bytes, from, to);
            return block.timestamp();
        });
    }

    long history(ElementId element) throws IOException {
        ElementFields block = new ElementFields();
        long count = 0;
        try (OpenFile file = files.open(Layout.chain(element))) {
            LineCursor cursor = new LineCursor(file, 0, Long.MAX_VALUE, LineCursor.MANY / 4);
            while (cursor.next() && block.read(cursor.array(), cursor.from(), cursor.to())) {
                count += block.value(Field.STATE).isNull() ? 0 : 1;
            }
        }
        return count;
    }

    /** Hashes every block of a chain and follows every link. */
    long verify(ElementId element) throws IOException {
        Hash prev = Hash.ZERO;
        long count = 0;
        try (OpenFile file = files.open(Layout.chain(element))) {
            LineCursor cursor = new LineCursor(file, 0, Long.MAX_VALUE, LineCursor.MANY / 4);
            for (; cursor.next(); count++) {
                Json block = Json.ofCanonical(cursor.array(), cursor.from(), cursor.to());
                prev = FullLedger.checked(block, BlockHash.ofElement(block), prev);
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open.values()) {
            channel.close();
        }
    }
}
