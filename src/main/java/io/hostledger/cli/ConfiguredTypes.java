package io.hostledger.cli;

import io.hostledger.chain.ElementTypes;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The element types of the contract, and those that the environment adds, under the names that the service reads. */
final class ConfiguredTypes {
    private static final Pattern PROPERTY = Pattern.compile("hostledger\\.element-types\\.([^.]+)\\.type");
    private static final Pattern VARIABLE = Pattern.compile("HOSTLEDGER_ELEMENT_TYPES_([A-Z0-9]+)_TYPE");

    private ConfiguredTypes() {}

    /** @throws CommandFault if what is configured breaks a rule */
    static ElementTypes of(Shell shell) {
        TreeSet<String> prefixes = new TreeSet<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            Matcher matcher = PROPERTY.matcher(name);
            if (matcher.matches()) {
                prefixes.add(matcher.group(1));
            }
        }
        for (String name : shell.environment().keySet()) {
            Matcher matcher = VARIABLE.matcher(name);
            if (matcher.matches()) {
                prefixes.add(matcher.group(1).toLowerCase(Locale.ROOT));
            }
        }
        ElementTypes types = ElementTypes.standard();
        try {
            for (String prefix : prefixes) {
                String key = "hostledger.element-types." + prefix;
                types = types.with(prefix, shell.setting(key + ".type", ""), shell.setting(key + ".directory", ""));
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFault(String.valueOf(e.getMessage()));
        }
        return types;
    }
}
