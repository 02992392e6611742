package io.hostledger.app;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Environment variables that look like settings. A key that is mistyped in a file or on the command line is
 * refused by the configuration itself; in the environment it would be passed over, and the service would
 * write its ledger to the wrong place.
 */
final class Variables {
    private static final String OURS = "HOSTLEDGER_";
    /** What Kubernetes sets for each Service of the namespace, ours too. */
    private static final Pattern OF_A_SERVICE = Pattern.compile(
            "HOSTLEDGER_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    private Variables() {}

    /** @throws IllegalArgumentException naming each variable that sets nothing */
    static void check(Set<String> environment) {
        Collection<Pattern> settings = settings();
        TreeSet<String> unknown = new TreeSet<>();
        for (String variable : environment) {
            if (variable.startsWith(OURS)
                    && !OF_A_SERVICE.matcher(variable).matches()
                    && settings.stream()
                            .noneMatch(setting -> setting.matcher(variable).matches())) {
                unknown.add(variable);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", unknown) + ": there is no such setting");
        }
    }

    private static Collection<Pattern> settings() {
        return ConfigClass.configClass(Settings.class).getProperties().keySet().stream()
                .map(Variables::variable)
                .toList();
    }

    /** @param key as {@code hostledger.element-types.*.type} */
    private static Pattern variable(String key) {
        String name = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_");
        return Pattern.compile(name.replace("*", "[A-Z0-9_]+"));
    }
}
