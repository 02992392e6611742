package io.hostledger.disk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A folder: the names that are seen, those that are on the disk, and what happened between. */
final class MemoryFolder implements Node {
    /** One change of names, of which a loss of power leaves all or nothing. */
    private sealed interface Change {
        record Put(String name, Node node) implements Change {}

        record Remove(String name) implements Change {}

        record Move(String from, String to, Node node) implements Change {}
    }

    private final SortedMap<String, Node> seen = new TreeMap<>();
    private final SortedMap<String, Node> durable = new TreeMap<>();
    private final List<Change> unsynced = new ArrayList<>();

    @Override
    public Files.Type type() {
        return Files.Type.FOLDER;
    }

    SortedMap<String, Node> seen() {
        return Collections.unmodifiableSortedMap(seen);
    }

    @Nullable
    Node get(String name) {
        return seen.get(name);
    }

    void put(String name, Node node) {
        change(new Change.Put(name, node));
    }

    void remove(String name) {
        change(new Change.Remove(name));
    }

    void move(String from, String to) {
        change(new Change.Move(from, to, seen.get(from)));
    }

    void sync() {
        durable.clear();
        durable.putAll(seen);
        unsynced.clear();
    }

    @Override
    public Node copy(Map<Node, Node> copies) {
        Node copied = copies.get(this);
        if (copied != null) {
            return copied;
        }
        MemoryFolder copy = new MemoryFolder();
        copies.put(this, copy);
        seen.forEach((name, node) -> copy.seen.put(name, node.copy(copies)));
        durable.forEach((name, node) -> copy.durable.put(name, node.copy(copies)));
        for (Change change : unsynced) {
            copy.unsynced.add(
                    switch (change) {
                        case Change.Put put -> new Change.Put(put.name, put.node.copy(copies));
                        case Change.Remove remove -> remove;
                        case Change.Move move -> new Change.Move(move.from, move.to, move.node.copy(copies));
                    });
        }
        return copy;
    }

    /** All that was not synced is undone, or kept, or each change has its own fate. */
    @Override
    public MemoryFolder afterPowerLoss(Random random) {
        int fate = random.nextInt(4);
        SortedMap<String, Node> names = new TreeMap<>(durable);
        for (Change change : unsynced) {
            if (fate == 1 || fate > 1 && random.nextBoolean()) {
                apply(change, names);
            }
        }
        MemoryFolder left = new MemoryFolder();
        names.forEach((name, node) -> left.put(name, node.afterPowerLoss(random)));
        left.sync();
        return left;
    }

    private void change(Change change) {
        apply(change, seen);
        unsynced.add(change);
    }

    private static void apply(Change change, SortedMap<String, Node> names) {
        switch (change) {
            case Change.Put put -> names.put(put.name, put.node);
            case Change.Remove remove -> names.remove(remove.name);
            case Change.Move move -> {
                names.remove(move.from);
                names.put(move.to, move.node);
            }
        }
    }
}
