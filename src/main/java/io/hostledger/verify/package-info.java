/**
 * The checker of both tiers: hashes every block again, follows both chains and every reference
 * between them, in memory of a few bytes a block. Shares nothing with the engine that it checks but
 * {@code chain}, {@code codec} and {@code disk}. {@link io.hostledger.verify.Verification} is the way in.
 */
@NullMarked
package io.hostledger.verify;

import org.jspecify.annotations.NullMarked;
