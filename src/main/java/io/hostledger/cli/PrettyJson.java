package io.hostledger.cli;

import io.hostledger.chain.Items;
import io.hostledger.chain.Json;
import io.hostledger.chain.Members;

/** JSON over several lines, for people. */
final class PrettyJson {
    private static final String STEP = "  ";

    private final Paint paint;
    private final StringBuilder out = new StringBuilder();

    private PrettyJson(Paint paint) {
        this.paint = paint;
    }

    /** Lines, the first without an indent, the last without a newline. */
    static String of(Json value, Paint paint) {
        PrettyJson pretty = new PrettyJson(paint);
        pretty.value(value, "\n");
        return pretty.out.toString();
    }

    private void value(Json value, String newline) {
        switch (value.kind()) {
            case OBJECT -> object(value.members(), newline);
            case ARRAY -> array(value.items(), newline);
            case STRING -> out.append(paint.added(Plain.text(value.toString())));
            case NUMBER, BOOLEAN, NULL -> out.append(value);
        }
    }

    private void object(Members members, String newline) {
        String separator = "";
        out.append('{');
        while (members.next()) {
            String name = Plain.text(Json.string(members.name()).toString());
            out.append(separator)
                    .append(newline)
                    .append(STEP)
                    .append(paint.name(name))
                    .append(": ");
            value(members.value(), newline + STEP);
            separator = ",";
        }
        out.append(separator.isEmpty() ? "" : newline).append('}');
    }

    private void array(Items items, String newline) {
        String separator = "";
        out.append('[');
        while (items.next()) {
            out.append(separator).append(newline).append(STEP);
            value(items.value(), newline + STEP);
            separator = ",";
        }
        out.append(separator.isEmpty() ? "" : newline).append(']');
    }
}
