package io.hostledger.cli;

/** Colours for a terminal; plain text elsewhere. */
record Paint(boolean on) {
    private static final String RESET = "\u001b[0m";

    String removed(String text) {
        return paint("\u001b[31m", text);
    }

    String added(String text) {
        return paint("\u001b[32m", text);
    }

    String title(String text) {
        return paint("\u001b[33m", text);
    }

    String name(String text) {
        return paint("\u001b[36m", text);
    }

    String bold(String text) {
        return paint("\u001b[1m", text);
    }

    String faint(String text) {
        return paint("\u001b[2m", text);
    }

    String good(String text) {
        return paint("\u001b[1;32m", text);
    }

    String bad(String text) {
        return paint("\u001b[1;31m", text);
    }

    private String paint(String colour, String text) {
        return on && !text.isEmpty() ? colour + text + RESET : text;
    }
}
