package io.hostledger.disk;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** How far a call gets that is under way when the process dies: cut off at a step, or within a write. */
final class Tear {
    /** Gets to its end. */
    static final Tear NONE = new Tear(null);

    /** Ends a call that gets no further. */
    static final class CutOff extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CutOff() {
            super(null, null, false, false);
        }
    }

    private final @Nullable Random random;

    Tear(@Nullable Random random) {
        this.random = random;
    }

    /** Before each step of a call. */
    void step() {
        if (random != null && random.nextInt(3) == 0) {
            throw new CutOff();
        }
    }

    /** How many bytes of a write get there; less than all: the call gets no further. */
    int reach(int length) {
        return random == null || random.nextBoolean() ? length : random.nextInt(length + 1);
    }
}
