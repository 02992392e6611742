package io.hostledger.app;

import io.hostledger.cli.Commands;
import io.hostledger.cli.Shell;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program starts: the service, or a command that needs none and starts nothing of Quarkus. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (Commands.serves(args)) {
            Start.run();
        } else {
            int code = Commands.run(Shell.ofProcess(), Start::run, args);
            // An exit is logged, and that loads a log manager that nothing else here needs.
            if (code != 0) {
                System.exit(code);
            }
        }
    }
}
