/**
 * The commands of contract section 6, which read a data directory and need no service.
 * {@link io.hostledger.cli.Commands} is the way in.
 */
@NullMarked
package io.hostledger.cli;

import org.jspecify.annotations.NullMarked;
