package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of a process to the system, in the order in which they ended, as strace wrote them down. */
final class TracedCalls {
    /** A call on a file; of others the path is empty. */
    private record Call(String name, String path, boolean failed) {}

    private static final Pattern BEGINS = Pattern.compile("^(\\d+) +(\\w+)\\((?:\\d+<([^>]*)>)?.*");
    private static final Pattern RESUMES = Pattern.compile("^(\\d+) +<\\.\\.\\. (\\w+) resumed>.*");
    private static final Set<String> SYNCS = Set.of("fsync", "fdatasync");

    private final List<Call> calls = new ArrayList<>();

    TracedCalls(List<String> lines) {
        Map<String, Call> unfinished = new HashMap<>();
        for (String line : lines) {
            boolean failed = line.contains("(INJECTED)");
            Matcher begins = BEGINS.matcher(line);
            Matcher resumes = RESUMES.matcher(line);
            if (begins.matches()) {
                String path = begins.group(3) == null ? "" : begins.group(3);
                Call call = new Call(begins.group(2), path, failed);
                if (line.contains("<unfinished ...>")) {
                    unfinished.put(begins.group(1), call);
                } else {
                    calls.add(call);
                }
            } else if (resumes.matches() && unfinished.containsKey(resumes.group(1))) {
                Call call = unfinished.remove(resumes.group(1));
                calls.add(new Call(call.name, call.path, failed));
            }
        }
    }

    /** How many calls were made to fail. */
    long failed() {
        return calls.stream().filter(Call::failed).count();
    }

    /**
     * A file whose sync failed is written again before it is synced again: the system may have dropped
     * what it could not write, and says that all is well the next time. What stands in a segment of the
     * journal behind a failed write is given up.
     */
    void assertNoFailureIsTriedAgain() {
        Set<String> doubtful = new HashSet<>();
        Set<String> givenUp = new HashSet<>();
        for (Call call : calls) {
            boolean sync = SYNCS.contains(call.name);
            boolean write = call.name.equals("pwrite64");
            if (sync && call.path.endsWith(".jsonl")) {
                if (doubtful.contains(call.path)) {
                    fail(call.path + " was synced again after a failure, and not written again");
                }
                if (call.failed) {
                    doubtful.add(call.path);
                }
            } else if (write && call.path.endsWith(".segment")) {
                if (givenUp.contains(call.path)) {
                    fail(call.path + " was written to after a failure");
                }
                if (call.failed) {
                    givenUp.add(call.path);
                }
            } else if (write) {
                doubtful.remove(call.path);
            }
        }
    }
}
