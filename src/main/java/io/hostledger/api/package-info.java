/**
 * The HTTP edge: what comes in is read into the engine's words, what goes out is written from
 * canonical bytes, every fault becomes a problem.
 */
@NullMarked
package io.hostledger.api;

import org.jspecify.annotations.NullMarked;
