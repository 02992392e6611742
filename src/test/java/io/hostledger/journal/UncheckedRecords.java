package io.hostledger.journal;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk;
import io.hostledger.disk.Files;
import io.hostledger.disk.PassingDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A disk on which every record of the journal has the checksum of its content: a torn one is not told from a whole one. */
public final class UncheckedRecords extends PassingDisk {
    public UncheckedRecords(Disk disk) {
        super(disk);
    }

    @Override
    public Files files() {
        return new Unchecked(disk.files());
    }

    private record Unchecked(Files files) implements Files {
        @Override
        public int read(String path, long position, byte[] buffer, int from, int to) throws IOException {
            int read = files.read(path, position, buffer, from, to);
            if (path.startsWith(Layout.JOURNAL) && read == Record.SECTOR) {
                byte[] sector = Arrays.copyOfRange(buffer, from, from + read);
                int length = Record.length(sector);
                if (length > 0 && position + length <= files.size(path)) {
                    byte[] record = new byte[length];
                    files.read(path, position, record, 0, length);
                    ByteBuffer.wrap(buffer).putInt(from + Record.CRC_AT, Record.crc(record, length));
                }
            }
            return read;
        }

        @Override
        public boolean exists(String path) throws IOException {
            return files.exists(path);
        }

        @Override
        public long size(String path) throws IOException {
            return files.size(path);
        }

        @Override
        public List<Entry> list(String folder) throws IOException {
            return files.list(folder);
        }

        @Override
        public OpenFile open(String path) throws IOException {
            return files.open(path);
        }
    }
}
