package io.hostledger.ledger;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Elements whose changes are refused, since their head is damaged or cannot be read. Safe for several threads. */
public final class RefusedElements {
    /** So many are known by name; there may be more. */
    private static final int MAX = 1_000;

    /** Sentences for the operator, by element id. */
    private final Map<String, String> sentences = new ConcurrentHashMap<>();

    /**
     * Its head was read, or could not be.
     *
     * @param failure null where it was read; a fault of the program says nothing of the element
     */
    void read(String element, @Nullable Throwable failure) {
        if (failure == null) {
            if (!sentences.isEmpty()) {
                sentences.remove(element);
            }
            return;
        }
        Throwable cause = Failures.cause(failure);
        if ((cause instanceof IOException || cause instanceof DamagedLedger) && sentences.size() < MAX) {
            sentences.put(element, Failures.sentence(cause));
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
