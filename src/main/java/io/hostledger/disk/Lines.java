package io.hostledger.disk;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Finds whole lines in a file up to an end, which is behind a newline. Blocks. */
public final class Lines {
    /**
     * A line.
     *
     * @param offset where it starts in its file
     * @param bytes of the line, without its newline
     */
    public record Line(long offset, byte[] bytes) {
        /** Where the next line starts. */
        public long end() {
            return offset + bytes.length + 1;
        }
    }

    private static final int CHUNK = 4_096;
    private static final int MOST = 64 << 20;
    /** More than any block that is taken: a state of 1 MiB, its differences of 8 MiB, and what stands around them. */
    private static final int LEAST = 12 << 20;
    /** Who reads lines may hold several, and must leave room for others. */
    private static final int HEAP_PARTS = 24;

    private Lines() {}

    /**
     * How long a line is read to be, bytes: 64 MiB, where a block takes at most a few, or what this heap has room
     * for. What is longer was never a block, but must not use up the memory either.
     */
    public static int longest() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_PARTS, LEAST, MOST);
    }

    /** Says of a longer line what is the matter with it. */
    public static String tooLong() {
        return "the line is longer than " + longest()
                + " bytes, which is more than a block needs or this heap has room for";
    }

    /**
     * Where the line ends that starts at an offset, behind its newline, however long it is.
     *
     * @throws IOException also if no newline comes before {@code end}
     */
    public static long end(Files.OpenFile file, long offset, long end) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long at = offset;
        while (at < end) {
            int length = file.read(at, chunk, 0, (int) Math.min(chunk.length, end - at));
            for (int i = 0; i < length; i++) {
                if (chunk[i] == '\n') {
                    return at + i + 1;
                }
            }
            if (length == 0) {
                break;
            }
            at += length;
        }
        throw new IOException("no line ends between bytes " + offset + " and " + end);
    }

    static IOException tooLong(long offset) {
        return new IOException("byte " + offset + ": " + tooLong());
    }

    /**
     * The line that ends at {@code end}.
     *
     * @return null if {@code end} is 0
     * @throws IOException also if there is no newline before the end, or the file is shorter
     */
    public static @Nullable Line last(Files.OpenFile file, long end) throws IOException {
        if (end == 0) {
            return null;
        }
        if (read(file, end - 1, 1)[0] != '\n') {
            throw new IOException("byte " + (end - 1) + " does not end a line");
        }
        return at(file, startOfLine(file, end - 1), end);
    }

    /** Behind the last newline in the first {@code length} bytes of a file; 0 if there is none. */
    public static long wholeEnd(Files.OpenFile file, long length) throws IOException {
        return startOfLine(file, length);
    }

    /** Where the line starts in which a byte stands that is not its newline, or whose newline it is. */
    private static long startOfLine(Files.OpenFile file, long at) throws IOException {
        int size = CHUNK;
        long to = at;
        while (to > 0) {
            long from = Math.max(0, to - size);
            byte[] chunk = read(file, from, (int) (to - from));
            for (int i = chunk.length - 1; i >= 0; i--) {
                if (chunk[i] == '\n') {
                    return from + i + 1;
                }
            }
            to = from;
            size = Math.min(size * 2, 1 << 20);
        }
        return 0;
    }

    /**
     * The line that starts at an offset.
     *
     * @throws IOException also if no newline comes before {@code end}
     */
    public static Line at(Files.OpenFile file, long offset, long end) throws IOException {
        byte[] line = new byte[0];
        int size = CHUNK;
        while (offset + line.length < end) {
            int from = line.length;
            if (from > longest()) {
                throw tooLong(offset);
            }
            int more = (int) Math.min(size, end - offset - from);
            line = Arrays.copyOf(line, from + more);
            if (file.read(offset + from, line, from, line.length) < more) {
                throw new IOException("the file ends before byte " + end);
            }
            for (int i = from; i < line.length; i++) {
                if (line[i] == '\n') {
                    return new Line(offset, Arrays.copyOf(line, i));
                }
            }
            size = Math.min(size * 2, 1 << 20);
        }
        throw new IOException("no line ends between bytes " + offset + " and " + end);
    }

    /**
     * The first line whose key is at least the one wanted, in a file whose keys never go down, by bisection.
     *
     * @return null if every line's key is lower
     */
    public static @Nullable Line search(Files.OpenFile file, long end, ToLongFunction<byte[]> key, long wanted)
            throws IOException {
        long low = 0;
        long high = end;
        Line found = null;
        while (low < high) {
            Line line = at(file, startOfLine(file, low + (high - low) / 2), end);
            if (key.applyAsLong(line.bytes) >= wanted) {
                found = line;
                high = line.offset;
            } else {
                low = line.end();
            }
        }
        return found;
    }

    private static byte[] read(Files.OpenFile file, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (file.read(from, bytes, 0, length) < length) {
            throw new IOException("the file ends before byte " + (from + length));
        }
        return bytes;
    }
}
