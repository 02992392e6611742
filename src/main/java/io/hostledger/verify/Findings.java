package io.hostledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What was found: all of it counted, what is found twice once, and the first of it kept, by a report's order, whatever order it came in. Safe for several threads. */
final class Findings {
    /** How many are kept. */
    static final int KEPT = 10_000;

    private final TreeSet<Finding> kept = new TreeSet<>();
    private long count;

    synchronized void add(Finding finding) {
        if (kept.add(finding)) {
            count++;
        }
        if (kept.size() > KEPT) {
            kept.pollLast();
        }
    }

    /** Findings that are not kept. */
    synchronized void countMore(long more) {
        count += more;
    }

    /** Whether further findings will hardly be kept: they need no costly detail. */
    synchronized boolean full() {
        return kept.size() == KEPT;
    }

    synchronized long count() {
        return count;
    }

    synchronized List<Finding> kept() {
        return new ArrayList<>(kept);
    }
}
