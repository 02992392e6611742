package io.hostledger.cli;

/** Why a command cannot do what it was asked for; its message is a sentence for people. Exit code 2. */
final class CommandFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFault(String message) {
        super(message, null, false, false);
    }
}
