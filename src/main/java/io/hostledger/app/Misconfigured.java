package io.hostledger.app;

import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with the configuration, in words that name the key, and not those of the library. */
final class Misconfigured {
    private static final Pattern EXCEPTION = Pattern.compile("^(?:[\\w$]+\\.)+\\w*(?:Exception|Error): ");
    private static final Pattern NUMBER_OF_MESSAGE = Pattern.compile("SRCFG\\d+: ");
    private static final Pattern UNKNOWN = Pattern.compile("(\\S+) in .* does not map to any root");
    private static final Pattern MISSING =
            Pattern.compile("The config property (\\S+) is required but it could not be found.*");
    private static final Pattern UNREADABLE = Pattern.compile(
            "The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);

    private Misconfigured() {}

    static String sentence(ConfigValidationException fault) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < fault.getProblemCount(); i++) {
            problems.add(problem(fault.getProblem(i).getMessage()));
        }
        return String.join("; ", problems);
    }

    /** @param message as the library has it, with the numbers of its messages */
    static String problem(String message) {
        String plain = NUMBER_OF_MESSAGE
                .matcher(EXCEPTION.matcher(message).replaceFirst(""))
                .replaceAll("");
        Matcher unknown = UNKNOWN.matcher(plain);
        if (unknown.matches()) {
            return unknown.group(1) + ": there is no such setting";
        }
        Matcher missing = MISSING.matcher(plain);
        if (missing.matches()) {
            return missing.group(1) + " is missing";
        }
        Matcher unreadable = UNREADABLE.matcher(plain);
        if (unreadable.matches()) {
            String reason = EXCEPTION.matcher(unreadable.group(3)).replaceFirst("");
            return unreadable.group(1) + " is \"" + unreadable.group(2) + "\": " + reason;
        }
        return plain;
    }
}
