package io.hostledger.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often each text came; the texts beyond {@value #MOST} different ones together. */
final class Tally {
    static final int MOST = 100_000;

    /** A text, and how often it came. */
    record Count(String text, long blocks) {}

    private final Map<String, long[]> counts = new HashMap<>();
    private long others;

    void add(String text) {
        long[] count = counts.get(text);
        if (count != null) {
            count[0]++;
        } else if (counts.size() < MOST) {
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
