/** Probes: whether the process lives, whether it takes changes, whether it has started. */
@NullMarked
package io.hostledger.health;

import org.jspecify.annotations.NullMarked;
