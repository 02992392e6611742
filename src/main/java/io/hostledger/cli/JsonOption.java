package io.hostledger.cli;

import picocli.CommandLine.Option;

/** Whether the answer is for a program. */
final class JsonOption {
    @Option(names = "--json", description = "Answer in JSON, one value a line.")
    boolean on;
}
