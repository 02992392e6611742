package io.hostledger.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A growing buffer of big-endian numbers, for the files in {@code index/}. */
final class ByteSink {
    private ByteBuffer bytes;

    ByteSink(int capacity) {
        bytes = ByteBuffer.allocate(capacity);
    }

    int length() {
        return bytes.position();
    }

    ByteSink put(int b) {
        room(1).put((byte) b);
        return this;
    }

    ByteSink put(byte[] source) {
        room(source.length).put(source);
        return this;
    }

    ByteSink putShort(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    ByteSink putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    ByteSink putIntAt(int at, int value) {
        bytes.putInt(at, value);
        return this;
    }

    ByteSink putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    /** What was put in, with its CRC-32C behind it. */
    byte[] checksummed() {
        CRC32C sum = new CRC32C();
        sum.update(bytes.array(), 0, bytes.position());
        putInt((int) sum.getValue());
        return toBytes();
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int length = bytes.position();
            byte[] grown = Arrays.copyOf(bytes.array(), Math.max(bytes.capacity() * 2, length + more));
            bytes = ByteBuffer.wrap(grown).position(length);
        }
        return bytes;
    }
}
