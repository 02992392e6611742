package io.hostledger.verify;

/**
 * In how large pieces files are read, in bytes.
 *
 * @param buffer what is read at once, by each thread
 * @param segment of the central ledger: what one thread takes upon itself at a time
 */
record Sizes(int buffer, long segment) {
    static final Sizes STANDARD = new Sizes(256 << 10, 1 << 20);
}
