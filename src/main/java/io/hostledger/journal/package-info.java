/**
 * The write-ahead journal: what is in it, synced, is in the ledger after any crash. A row of
 * segments, each a file of zeros that is filled with records from its start.
 */
@NullMarked
package io.hostledger.journal;

import org.jspecify.annotations.NullMarked;
