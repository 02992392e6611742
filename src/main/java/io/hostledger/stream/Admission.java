package io.hostledger.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts subscribers, so that there are not too many of them in total or from one address. For any thread. */
public final class Admission {
    public enum Answer {
        /** Counted; {@link #leave} must follow. */
        ADMITTED,
        TOO_MANY,
        TOO_MANY_FROM_ADDRESS
    }

    private final StreamLimits limits;
    private final AtomicInteger total = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    public Admission(StreamLimits limits) {
        this.limits = limits;
    }

    public Answer enter(String address) {
        if (total.incrementAndGet() > limits.subscribers()) {
            total.decrementAndGet();
            return Answer.TOO_MANY;
        }
        if (byAddress.merge(address, 1, Integer::sum) > limits.perAddress()) {
            leave(address);
            return Answer.TOO_MANY_FROM_ADDRESS;
        }
        return Answer.ADMITTED;
    }

    public void leave(String address) {
        total.decrementAndGet();
        byAddress.computeIfPresent(address, (it, count) -> count == 1 ? null : count - 1);
    }

    /** How many are in. */
    public int count() {
        return total.get();
    }
}
