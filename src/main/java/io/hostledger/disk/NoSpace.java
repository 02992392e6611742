package io.hostledger.disk;

import java.io.IOException;

/** The file system has no room left (ENOSPC, or a quota that is used up). */
public final class NoSpace extends IOException {
    private static final long serialVersionUID = 1L;

    public NoSpace(String message, Throwable cause) {
        super(message, cause);
    }
}
