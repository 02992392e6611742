/**
 * The live stream. A subscriber's only state is its position: the next height and where its line
 * starts in {@code ledger.jsonl}. While there are any, the newest blocks are in memory, encoded once for
 * all; older ones are read from disk until the position is among the newest. So the seam from disk to live is exact.
 */
@NullMarked
package io.hostledger.stream;

import org.jspecify.annotations.NullMarked;
