package io.hostledger.ledger;

/**
 * A batch that went the whole way, with the times of its steps by the observer's clock: each step
 * begins where the one before it ended.
 *
 * @param blocks central blocks
 * @param bytes of the journal's record: the lines of both tiers, and what says where they belong
 * @param waiting since when its first slot waited for the appender
 * @param sealing when its blocks began to get heights, links, hashes and bytes
 * @param sealed when it went to the journal
 * @param durable when it was written and synced there, which is one call of the system
 * @param applied when its lines were in the files of both tiers
 */
public record Commit(int blocks, int bytes, long waiting, long sealing, long sealed, long durable, long applied) {}
