/**
 * Reads of a data directory: what changed, by whom, and what was it then. Works on a plain directory;
 * somebody tells it how far the ledger is visible. Calls block.
 */
@NullMarked
package io.hostledger.query;

import org.jspecify.annotations.NullMarked;
