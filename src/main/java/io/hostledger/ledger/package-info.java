/**
 * The engine: lanes, the one central appender, apply, recovery, checkpoint. It knows no HTTP and no
 * container; clock, executors and disk are handed in.
 */
@NullMarked
package io.hostledger.ledger;

import org.jspecify.annotations.NullMarked;
