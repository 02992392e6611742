package io.hostledger.app;

import io.hostledger.api.BlockSource;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Lines;
import java.io.IOException;

/** Finds lines in the files of both tiers, by bisection. */
final class LinesByHeight implements BlockSource {
    private final Files files;

    LinesByHeight(Files files) {
        this.files = files;
    }

    @Override
    public byte[] central(long height) throws IOException {
        return at(Layout.LEDGER, height);
    }

    @Override
    public byte[] element(ElementId element, long height) throws IOException {
        return at(Layout.chain(element), height);
    }

    private byte[] at(String path, long height) throws IOException {
        try (Files.OpenFile file = files.open(path)) {
            long end = Lines.wholeEnd(file, file.size());
            Lines.Line line = Lines.search(file, end, LinesByHeight::height, height);
            if (line == null || height(line.bytes()) != height) {
                throw new IOException(path + ": there is no block " + height);
            }
            return line.bytes();
        }
    }

    private static long height(byte[] line) {
        Json height = Json.ofCanonical(line, 0, line.length).member("height");
        return height == null ? -1 : height.height();
    }
}
