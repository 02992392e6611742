package io.hostledger.cli;

import io.hostledger.chain.Items;
import io.hostledger.chain.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Differences between two states, a line for each field. */
final class DiffText {
    private static final int MAX_PAD = 32;
    private static final int MAX_VALUE = 500;

    private final PrintWriter out;
    private final Paint paint;

    private record Difference(
            String field, @Nullable Json before, @Nullable Json after) {}

    DiffText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    /** @param changes as in an element block: an array of {@code {field, old_value?, new_value?}} */
    void print(Json changes) {
        List<Difference> differences = read(changes);
        int width = differences.stream()
                .mapToInt(difference -> difference.field.length())
                .filter(length -> length <= MAX_PAD)
                .max()
                .orElse(0);
        for (Difference difference : differences) {
            out.println("    " + line(difference, width));
        }
    }

    private static List<Difference> read(Json changes) {
        List<Difference> differences = new ArrayList<>();
        Items items = changes.items();
        while (items.next()) {
            Json item = items.value();
            Json field = item.isObject() ? item.member("field") : null;
            if (field == null || !field.isString()) {
                throw new CommandFault("a block has changes that are none: " + Plain.text(item.toString()));
            }
            String name = field.string().isEmpty() ? "\"\"" : Plain.text(field.string());
            differences.add(new Difference(name, item.member("old_value"), item.member("new_value")));
        }
        return differences;
    }

    private String line(Difference difference, int width) {
        String field = EntryText.pad(difference.field, width) + "  ";
        if (difference.before == null) {
            return paint.added("+ " + field + value(difference.after));
        }
        if (difference.after == null) {
            return paint.removed("- " + field + value(difference.before));
        }
        return "~ " + field + paint.removed(value(difference.before)) + " -> " + paint.added(value(difference.after));
    }

    private static String value(@Nullable Json value) {
        String text = value == null ? "" : Plain.text(value.toString());
        return text.length() <= MAX_VALUE
                ? text
                : text.substring(0, MAX_VALUE) + "… (" + Amount.of(text.length()) + " characters)";
    }
}
