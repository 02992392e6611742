package io.hostledger.ledger;

/**
 * What a lane has to do, and how often it had the head that it needed.
 *
 * @param queued tasks that wait or run
 * @param hits heads that were in memory, since the start
 * @param misses heads that were read from files, since the start
 */
public record LaneLoad(int queued, long hits, long misses) {}
