package io.hostledger.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Elements whose changes are refused, since their head is damaged or cannot be read. Safe for several threads. */
public final class RefusedElements {
    /** So many are known by name; there may be more. */
    private static final int MAX = 1_000;

    /** Sentences for the operator, by element id. */
    private final Map<String, String> sentences = new ConcurrentHashMap<>();

    void refused(String element, Throwable failure) {
        if (sentences.size() < MAX) {
            sentences.put(element, Failures.sentence(failure));
        }
    }

    /** Its head was read. */
    void readable(String element) {
        if (!sentences.isEmpty()) {
            sentences.remove(element);
        }
    }

    public int count() {
        return sentences.size();
    }

    /** Why one of them is refused: file, byte and what is wrong there. */
    public Optional<String> example() {
        return sentences.values().stream().findFirst();
    }
}
