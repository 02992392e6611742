package io.hostledger.query;

/** The items of an answer that are searched for: it counts what was looked at in vain, so that an answer which finds little comes in pieces, too. */
abstract class PausingStream implements ItemStream {
    /** As many lines take as long as looking into an element's chain. */
    static final int CHAIN = 32;

    private int most = Integer.MAX_VALUE;
    private int lines;
    private boolean paused;

    @Override
    public final void pauseAfter(int newMost) {
        most = newMost;
    }

    @Override
    public final boolean paused() {
        return paused;
    }

    /** The next item is looked for. */
    final void search() {
        if (paused) {
            lines = 0;
            paused = false;
        }
    }

    /** So many lines more were looked at in vain; whether that is enough for now. */
    final boolean vain(int more) {
        lines += more;
        paused = lines >= most;
        return paused;
    }
}
