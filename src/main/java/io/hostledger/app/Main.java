package io.hostledger.app;

import io.hostledger.cli.Commands;
import io.hostledger.cli.Shell;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program starts: the service, or a command that needs none and starts nothing of Quarkus. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (Commands.serves(args)) {
            serve();
        } else {
            System.exit(Commands.run(Shell.ofProcess(), Main::serve, args));
        }
    }

    private static void serve() {
        // Else Quarkus answers a path that cannot be decoded before any of this code, and with no problem.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run();
    }
}
