package io.hostledger.disk.vertx;

import io.hostledger.disk.Disk.Append;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Appends, those that go on from one another in one write. Blocks. */
final class Appending {
    private Appending() {}

    interface Write {
        void to(Target target, long offset, ByteBuffer bytes) throws IOException;
    }

    static void each(List<Append> appends, OpenChannels channels, Write write) throws IOException {
        int next;
        for (int first = 0; first < appends.size(); first = next) {
            next = endOfRun(appends, first);
            Append start = appends.get(first);
            ByteBuffer bytes = joined(appends.subList(first, next));
            channels.on(start.path(), target -> write.to(target, start.offset(), bytes));
        }
    }

    private static int endOfRun(List<Append> appends, int first) {
        int next = first + 1;
        while (next < appends.size() && goesOn(appends.get(next - 1), appends.get(next))) {
            next++;
        }
        return next;
    }

    private static boolean goesOn(Append a, Append b) {
        return a.path().equals(b.path()) && a.offset() + length(a) == b.offset();
    }

    /** One buffer: a write of many parts costs the JDK a buffer for each of them. */
    private static ByteBuffer joined(List<Append> run) {
        Append first = run.getFirst();
        if (run.size() == 1) {
            return ByteBuffer.wrap(first.bytes(), first.from(), length(first));
        }
        if (adjoin(run)) {
            return ByteBuffer.wrap(first.bytes(), first.from(), run.getLast().to() - first.from());
        }
        long length = run.getLast().offset() + length(run.getLast()) - first.offset();
        ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(length));
        for (Append part : run) {
            whole.put(part.bytes(), part.from(), length(part));
        }
        return whole.flip();
    }

    @SuppressWarnings("ReferenceEquality") // Ranges adjoin in one array, not in two with the same bytes.
    private static boolean adjoin(List<Append> run) {
        for (int i = 1; i < run.size(); i++) {
            Append before = run.get(i - 1);
            if (before.bytes() != run.get(i).bytes()
                    || before.to() != run.get(i).from()) {
                return false;
            }
        }
        return true;
    }

    private static int length(Append append) {
        return append.to() - append.from();
    }
}
