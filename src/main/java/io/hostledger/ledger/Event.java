package io.hostledger.ledger;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.Json;

/** Something that happened to no element: it becomes a central block alone. The payload is an object. */
public record Event(String category, String action, Json payload, Attribution by) {}
