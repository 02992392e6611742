package io.hostledger.chain;

/**
 * A block of the central ledger as the older Rust program wrote it, without a {@code v}.
 *
 * @param height from 1, an unsigned 64-bit number
 * @param prevHash empty in the first block
 * @param timestamp seconds since 1970, an unsigned 64-bit number; may go back
 * @param pid an unsigned 32-bit number
 * @param data its text exactly as it stands in the line, which need not be in RFC 8785 form
 * @param hash what the block says is its hash
 * @param contentHash the hash that its content has
 * @param asWritten whether the line has the very form that the Rust program gives to its lines
 */
public record LegacyBlock(
        long height,
        String prevHash,
        long timestamp,
        String producer,
        String category,
        String action,
        String user,
        String hostname,
        int pid,
        String data,
        String hash,
        Hash contentHash,
        boolean asWritten) {}
