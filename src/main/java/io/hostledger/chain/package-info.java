/**
 * Blocks, heads, ids, hashes, differences: the rules of a chain. Pure: it knows the bytes of a
 * block and nothing of files, threads or HTTP.
 */
@NullMarked
package io.hostledger.chain;

import org.jspecify.annotations.NullMarked;
