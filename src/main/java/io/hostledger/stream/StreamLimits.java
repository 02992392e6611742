package io.hostledger.stream;

import java.time.Duration;

/**
 * The bounds of the stream.
 *
 * @param ringBytes of the newest blocks kept in memory while anybody is there; once more while anybody asks for details
 * @param pendingBytes that may wait for all subscribers together before they go out, about
 * @param keepAlive the time between two comments to a subscriber
 * @param subscribers at once, in total
 * @param perAddress subscribers at once from one address
 */
public record StreamLimits(int ringBytes, int pendingBytes, Duration keepAlive, int subscribers, int perAddress) {
    /** A subscriber's share of the pending bytes, whoever else there is. */
    private static final int MIN_SHARE = 4 * 1024;

    private static final int MAX_SHARE = 128 * 1024;

    /** How many bytes may be read, or wait to go out, for one of so many subscribers. */
    int share(int count) {
        // A power of two, so that it does not change with every subscriber.
        return Math.clamp(Integer.highestOneBit(pendingBytes / Math.max(1, count)), MIN_SHARE, MAX_SHARE);
    }
}
