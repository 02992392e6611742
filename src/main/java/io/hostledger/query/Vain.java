package io.hostledger.query;

/** Counts what was looked at in vain, so that an answer which finds little comes in pieces, too. */
final class Vain {
    /** As many lines take as long as looking into an element's chain. */
    static final int CHAIN = 32;

    private int most = Integer.MAX_VALUE;
    private int lines;
    private boolean paused;

    void pauseAfter(int most) {
        this.most = most;
    }

    /** The next item is looked for. */
    void begin() {
        if (paused) {
            lines = 0;
            paused = false;
        }
    }

    /** So many lines more were looked at; whether that is enough for now. */
    boolean add(int more) {
        lines += more;
        paused = lines >= most;
        return paused;
    }

    boolean paused() {
        return paused;
    }
}
