/**
 * Canonical lines in and out: strict reading of any JSON text, the lines of both tiers, legacy lines.
 */
@NullMarked
package io.hostledger.codec;

import org.jspecify.annotations.NullMarked;
