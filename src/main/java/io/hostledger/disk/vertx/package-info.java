/** The port to files on Vert.x: writes that block no event loop. */
@NullMarked
package io.hostledger.disk.vertx;

import org.jspecify.annotations.NullMarked;
