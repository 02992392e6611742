package io.hostledger.index;

/** What is known of the central ledger up to an extent. */
public record Derived(Catalogue catalogue, ChangeIds changeIds, Extent extent) {}
