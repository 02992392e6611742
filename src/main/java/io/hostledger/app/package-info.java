/** Configuration, wiring, start and stop. */
@NullMarked
package io.hostledger.app;

import org.jspecify.annotations.NullMarked;
