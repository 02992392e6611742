package io.hostledger.cli;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import picocli.CommandLine.Parameters;

/** Which element a command is about. */
final class ElementArgument {
    private static final char REPLACED = '\uFFFD';

    @Parameters(
            index = "0",
            paramLabel = "ELEMENT",
            description = "Its id: interface:vi101, file:/etc/hosts, service:nginx")
    private String text = "";

    /** @throws CommandFault if the text is no element id */
    ElementId id(ElementTypes types) {
        if (text.indexOf(REPLACED) >= 0) {
            throw new CommandFault(
                    "the id did not come through whole: the locale has no such characters (LC_ALL=C.UTF-8 has)");
        }
        try {
            return types.parse(text);
        } catch (InvalidElementId e) {
            throw new CommandFault("\"" + text + "\" is no element id: " + e.getMessage());
        }
    }
}
