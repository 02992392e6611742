package io.hostledger.api;

import io.hostledger.chain.ElementId;
import java.io.IOException;

/** The lines of visible blocks, verbatim, without their newlines. Calls block. */
public interface BlockSource {
    /** The central block of a height that is there. */
    byte[] central(long height) throws IOException;

    /** The block of an element at a height that is there. */
    byte[] element(ElementId element, long height) throws IOException;
}
