package io.hostledger.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often each text came; the texts beyond {@value #MOST} different ones, or for which there is no room, together. */
final class Tally {
    static final int MOST = 100_000;
    /** What a text takes beside its characters, about. */
    private static final int ENTRY_BYTES = 112;

    /** Bytes of the heap that several tallies may take together. */
    static final class Room {
        private long left;

        Room(long bytes) {
            this.left = bytes;
        }

        private boolean take(String text) {
            long bytes = ENTRY_BYTES + (long) Character.BYTES * text.length();
            if (bytes > left) {
                return false;
            }
            left -= bytes;
            return true;
        }
    }

    /** A text, and how often it came. */
    record Count(String text, long blocks) {}

    private final Map<String, long[]> counts = new HashMap<>();
    private final Room room;
    private long others;

    Tally(Room room) {
        this.room = room;
    }

    void add(String text) {
        long[] count = counts.get(text);
        if (count != null) {
            count[0]++;
        } else if (counts.size() < MOST && room.take(text)) {
            counts.put(text, new long[] {1});
        } else {
            others++;
        }
    }

    /** How many blocks had a text that was not counted by itself. */
    long others() {
        return others;
    }

    /** The most frequent texts, the first of them first; those that came equally often by their letters. */
    List<Count> mostFrequent(int most) {
        return counts().sorted(
                        Comparator.comparingLong(Count::blocks).reversed().thenComparing(Count::text))
                .limit(most)
                .toList();
    }

    /** All texts by their letters. */
    List<Count> byText() {
        return counts().sorted(Comparator.comparing(Count::text)).toList();
    }

    private Stream<Count> counts() {
        return counts.entrySet().stream().map(entry -> new Count(entry.getKey(), entry.getValue()[0]));
    }
}
