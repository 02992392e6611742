package io.hostledger.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A regular file: the bytes that readers see, those that are on the disk, and the writes between. */
final class MemoryFile implements Node {
    /** What a disk writes at once, in bytes. */
    private static final int SECTOR = 512;

    private record Write(int position, byte[] bytes) {
        int end() {
            return position + bytes.length;
        }
    }

    private final Content seen;
    private final Content durable;
    private final List<Write> unsynced = new ArrayList<>();

    MemoryFile(byte[] durable) {
        this.seen = new Content(durable);
        this.durable = new Content(durable);
    }

    private MemoryFile(MemoryFile other) {
        this.seen = new Content(other.seen.copy());
        this.durable = new Content(other.durable.copy());
        this.unsynced.addAll(other.unsynced);
    }

    @Override
    public Files.Type type() {
        return Files.Type.REGULAR;
    }

    Content seen() {
        return seen;
    }

    void write(long position, byte[] bytes, int from, int to) {
        Write write = new Write(Math.toIntExact(position), Arrays.copyOfRange(bytes, from, to));
        put(write, seen, 0, write.bytes.length);
        unsynced.add(write);
    }

    void sync() {
        unsynced.forEach(write -> put(write, durable, 0, write.bytes.length));
        unsynced.clear();
    }

    /** A sync failed: what was written before it is seen, and no later sync makes it durable. */
    void loseUnsynced() {
        unsynced.clear();
    }

    @Override
    public Node copy(Map<Node, Node> copies) {
        Node copy = copies.get(this);
        if (copy == null) {
            copy = new MemoryFile(this);
            copies.put(this, copy);
        }
        return copy;
    }

    /** All that was written and not synced is gone, or kept, or kept up to a moment, or each write has its own fate. */
    @Override
    public Node afterPowerLoss(Random random) {
        Content left = new Content(durable.copy());
        switch (random.nextInt(4)) {
            case 0 -> {}
            case 1 -> unsynced.forEach(write -> put(write, left, 0, write.bytes.length));
            case 2 -> upToAMoment(left, random);
            default -> unsynced.forEach(write -> leave(write, left, random));
        }
        return new MemoryFile(left.copy());
    }

    private void upToAMoment(Content left, Random random) {
        int whole = random.nextInt(unsynced.size() + 1);
        unsynced.subList(0, whole).forEach(write -> put(write, left, 0, write.bytes.length));
        if (whole < unsynced.size()) {
            Write torn = unsynced.get(whole);
            put(torn, left, 0, random.nextInt(torn.bytes.length + 1));
        }
    }

    private static void leave(Write write, Content left, Random random) {
        int length = write.bytes.length;
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> put(write, left, 0, length);
            case 2 -> put(write, left, 0, random.nextInt(length + 1));
            case 3 -> put(write, left, random.nextInt(length + 1), length);
            // The length reached the disk, the bytes did not.
            case 4 -> left.lengthen(random.nextBoolean() ? write.end() : write.position + random.nextInt(length + 1));
            default -> leaveSectors(write, left, random);
        }
    }

    private static void leaveSectors(Write write, Content left, Random random) {
        int from = 0;
        while (from < write.bytes.length) {
            int to = Math.min(write.bytes.length, from + SECTOR - (write.position + from) % SECTOR);
            if (random.nextBoolean()) {
                put(write, left, from, to);
            }
            from = to;
        }
        if (random.nextBoolean()) {
            left.lengthen(write.end());
        }
    }

    private static void put(Write write, Content content, int from, int to) {
        content.write(write.position + from, write.bytes, from, to);
    }
}
