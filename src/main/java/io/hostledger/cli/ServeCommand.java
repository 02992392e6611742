package io.hostledger.cli;

import io.hostledger.cli.Commands.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = ServeCommand.NAME,
        header = "Runs the service, until it is told to stop.",
        description = {
            "",
            "This is also what happens without any command. The service is configured by the environment.",
            ""
        })
final class ServeCommand implements Callable<Integer> {
    static final String NAME = "serve";

    private final Server server;

    @Mixin
    private DataDirOption directory = new DataDirOption();

    ServeCommand(Server server) {
        this.server = server;
    }

    @Override
    public Integer call() {
        if (directory.given != null) {
            System.setProperty("hostledger.data-dir", directory.given.toString());
        }
        server.serve();
        return Commands.WELL;
    }
}
