package io.hostledger.disk.vertx;

import java.io.IOException;

/** Work that blocks. */
interface Blocking {
    void run() throws IOException;
}
