package io.hostledger.ledger;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was answered with {@link Outcome.Unchanged} under a change_id. No block bears such an id, so that
 * it is known to this process alone. Safe for several threads.
 */
final class UnchangedAnswers {
    /** Some 300 bytes each. */
    static final int MAX = 10_000;

    /** @param asked a hash of all that is compared, so that no state is kept */
    private record Answer(Hash asked, Outcome.Unchanged outcome) {}

    /** Guarded by itself. */
    private final Map<String, Answer> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MAX;
        }
    };

    void remember(String changeId, Asked asked, Outcome.Unchanged outcome) {
        if (asked instanceof Asked.OfChange(Change change)) {
            Answer answer = new Answer(hash(change), outcome);
            synchronized (answers) {
                answers.put(changeId, answer);
            }
        }
    }

    /** The first answer, or the refusal of what was not asked then; null if the id is not known here. */
    @Nullable
    Outcome first(String changeId, Asked asked) {
        Answer answer;
        synchronized (answers) {
            answer = answers.get(changeId);
        }
        if (answer == null) {
            return null;
        }
        boolean same =
                asked instanceof Asked.OfChange(Change change) && hash(change).equals(answer.asked);
        return same
                ? answer.outcome
                : new Outcome.Refused(
                        new Refusal.ChangeIdConflict(answer.outcome.central().height()));
    }

    private static Hash hash(Change change) {
        Hasher hasher = new Hasher();
        add(hasher, change.element().text());
        add(hasher, change.state().toString());
        add(hasher, change.action());
        add(hasher, change.by().actor());
        add(hasher, change.by().correlationId());
        add(hasher, change.reason());
        return hasher.finish();
    }

    private static void add(Hasher hasher, @Nullable String part) {
        String text = part == null ? "-" : part.length() + ":" + part;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hasher.update(bytes, 0, bytes.length);
    }
}
