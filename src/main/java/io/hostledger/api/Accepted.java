package io.hostledger.api;

import java.util.List;
import java.util.Locale;

/** What a request's Accept header asks for. */
final class Accepted {
    private Accepted() {}

    /** Whether NDJSON is named, and JSON is not preferred to it. */
    static boolean ndjson(List<String> headers) {
        return preferred(headers, MediaTypes.NDJSON);
    }

    /** Whether server-sent events are named, and JSON is not preferred to them. */
    static boolean events(List<String> headers) {
        return preferred(headers, MediaTypes.EVENTS);
    }

    /** Whether comma-separated values are named, and JSON is not preferred to them. */
    static boolean csv(List<String> headers) {
        return preferred(headers, MediaTypes.CSV);
    }

    private static boolean preferred(List<String> headers, String type) {
        return named(headers, type) > 0 && named(headers, type) >= named(headers, MediaTypes.JSON);
    }

    /** Whether an answer of this type may be sent: there is no header, or one that names it or a range that it is in. */
    static boolean takes(List<String> headers, String type) {
        return headers.isEmpty()
                || named(headers, type) > 0
                || named(headers, "*/*") > 0
                || named(headers, type.substring(0, type.indexOf('/') + 1) + "*") > 0;
    }

    /** The weight that a media type is named with; 0 if it is not. */
    private static double named(List<String> headers, String type) {
        for (String range : String.join(",", headers).split(",")) {
            String[] parts = range.toLowerCase(Locale.ROOT).replace(" ", "").split(";", -1);
            if (parts[0].equals(type)) {
                return weight(parts);
            }
        }
        return 0;
    }

    private static double weight(String[] parts) {
        for (String part : parts) {
            if (part.startsWith("q=")) {
                try {
                    return Double.parseDouble(part.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
