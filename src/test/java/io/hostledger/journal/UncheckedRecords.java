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
            return files.read(path, position, buffer, from, to);
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
            OpenFile file = files.open(path);
            return path.startsWith(Layout.JOURNAL) ? new UncheckedSegment(file) : file;
        }
    }

    private record UncheckedSegment(Files.OpenFile file) implements Files.OpenFile {
        @Override
        public int read(long position, byte[] buffer, int from, int to) throws IOException {
            int read = file.read(position, buffer, from, to);
            if (from == 0 && read == Record.SECTOR) {
                byte[] sector = Arrays.copyOf(buffer, read);
                int length = Record.length(sector);
                if (length > 0 && position + length <= file.size()) {
                    byte[] record = new byte[length];
                    file.read(position, record, 0, length);
                    ByteBuffer.wrap(buffer).putInt(Record.CRC_AT, Record.crc(record, length));
                }
            }
            return read;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
