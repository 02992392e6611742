package io.hostledger.api;

import io.hostledger.chain.JsonText;
import io.hostledger.chain.Limits;
import io.hostledger.chain.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of one request, each known and given at most once. Read them all, then
 * {@link #check}: it throws with every parameter that breaks a rule. One thread's own.
 */
public final class Parameters {
    private final Map<String, String> values = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    /** @param query what stands behind the question mark, encoded; null if there is none */
    public Parameters(@Nullable String query, Set<String> known) {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (name == null || value == null) {
                refuse("", "the query is not percent-encoded UTF-8");
            } else if (!known.contains(name)) {
                refuse(name, "there is no such parameter here");
            } else if (values.put(name, value) != null) {
                refuse(name, "the parameter is given more than once");
            }
        }
    }

    /** A plus sign is a blank here. */
    private static @Nullable String decoded(String text) {
        return PercentEncoding.decode(text.replace('+', ' '));
    }

    /** Notes that a parameter breaks a rule; {@link #check} reports it. */
    public void refuse(String name, String detail) {
        violations.add(new Violation(name.isEmpty() ? "" : "/" + name, detail));
    }

    /** Throws if any parameter was refused. */
    public void check() {
        if (!violations.isEmpty()) {
            throw new Fault(Problem.invalid(violations));
        }
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text of a parameter, null if it is not given; an empty one is refused. */
    public @Nullable String text(String name) {
        return read(name, value -> value.isEmpty() ? null : value, "the parameter is empty");
    }

    /** What {@code reader} makes of a parameter; null if it is not given, or refused because that is null. */
    public <T> @Nullable T read(String name, Function<String, @Nullable T> reader, String detail) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        T read = reader.apply(value);
        if (read == null) {
            refuse(name, detail);
        }
        return read;
    }

    /** A height, a whole number from 0. */
    public @Nullable Long height(String name) {
        return read(name, Parameters::wholeNumber, "a height is a whole number, 0 or greater");
    }

    private static @Nullable Long wholeNumber(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long height = JsonText.height(bytes, 0, bytes.length);
        return height < 0 ? null : height;
    }

    public @Nullable Instant time(String name) {
        return read(name, Rfc3339::parse, "a time is of the form 2025-10-13T10:02:00Z, with any offset (RFC 3339)");
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(oneOf(name, Map.of("true", true, "false", false), false));
    }

    /** {@code limit}: how many items a page has at the most. */
    public int limit() {
        Integer limit =
                read("limit", Parameters::limit, "a limit is a whole number from 1 to " + Limits.MOST_PAGE_ITEMS);
        return limit == null ? Limits.PAGE_ITEMS : limit;
    }

    private static @Nullable Integer limit(String text) {
        Long limit = wholeNumber(text);
        return limit == null || limit < 1 || limit > Limits.MOST_PAGE_ITEMS ? null : limit.intValue();
    }

    /** {@code order}: whether the last come first. */
    public boolean descending() {
        return oneOf("order", Map.of("asc", false, "desc", true), false);
    }

    /** What one of a few words stands for. */
    public <T> T oneOf(String name, Map<String, T> words, T otherwise) {
        T read = read(
                name,
                words::get,
                "one of " + String.join(", ", words.keySet().stream().sorted().toList()));
        return read == null ? otherwise : read;
    }
}
