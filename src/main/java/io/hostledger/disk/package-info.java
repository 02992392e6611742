/**
 * The small port to files. All paths are relative to the data directory, with {@code /} between
 * their parts. {@link io.hostledger.disk.Files} reads, {@link io.hostledger.disk.Disk} writes.
 */
@NullMarked
package io.hostledger.disk;

import org.jspecify.annotations.NullMarked;
