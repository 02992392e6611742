package io.hostledger.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program starts. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Else Quarkus answers a path that cannot be decoded before any of this code, and with no problem.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(args);
    }
}
