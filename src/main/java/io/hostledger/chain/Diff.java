package io.hostledger.chain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code changes} between two states: objects compared member by member, anything else as a
 * whole; sorted by {@code field}, the RFC 6901 pointer without its first slash, in UTF-16 code units.
 */
public final class Diff {
    /** One difference: its field, escaped as between quotes, and the values as they were and are. */
    private record Change(
            byte[] field, @Nullable Json before, @Nullable Json after) {}

    /** The differences would take more than {@link Limits#CHANGES_BYTES}. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooLarge() {
            super("the differences to the state before have more than " + Limits.CHANGES_BYTES + " bytes");
        }
    }

    /** What a difference has beside its field and its values, at the most. */
    private static final int FRAME = "{\"field\":\"\",\"new_value\":,\"old_value\":},".length();

    private final JsonWriter path = new JsonWriter(64);
    private final List<Change> changes = new ArrayList<>();

    private long bytes;

    private Diff() {}

    /**
     * The array of {@code {field, new_value?, old_value?}}. A state that is JSON null counts as {@code {}}.
     *
     * @throws TooLarge before much memory is taken for it
     */
    public static Json between(Json before, Json after) {
        if (before.equals(after)) {
            return Json.EMPTY_ARRAY;
        }
        Diff diff = new Diff();
        diff.objects(before.isNull() ? Json.EMPTY_OBJECT : before, after.isNull() ? Json.EMPTY_OBJECT : after, 0);
        return diff.sorted();
    }

    private void objects(Json before, Json after, int depth) {
        Members was = before.members();
        Members is = after.members();
        boolean inWas = was.next();
        boolean inIs = is.next();
        while (inWas || inIs) {
            int order = !inWas ? 1 : !inIs ? -1 : was.compareName(is);
            if (order < 0) {
                add(was, depth, was.value(), null);
                inWas = was.next();
            } else if (order > 0) {
                add(is, depth, null, is.value());
                inIs = is.next();
            } else {
                member(was, is, depth);
                inWas = was.next();
                inIs = is.next();
            }
        }
    }

    private void member(Members was, Members is, int depth) {
        if (was.sameValue(is)) {
            return;
        }
        if (was.valueIsObject() && is.valueIsObject()) {
            int length = path.length();
            descend(was, depth);
            objects(was.value(), is.value(), depth + 1);
            path.truncate(length);
        } else {
            add(was, depth, was.value(), is.value());
        }
    }

    private void descend(Members member, int depth) {
        if (depth > 0) {
            path.put('/');
        }
        member.writePointerSegment(path);
    }

    private void add(Members member, int depth, @Nullable Json before, @Nullable Json after) {
        int length = path.length();
        descend(member, depth);
        bytes += FRAME + path.length() + length(before) + length(after);
        if (bytes > Limits.CHANGES_BYTES) {
            throw new TooLarge();
        }
        changes.add(new Change(path.toBytes(), before, after));
        path.truncate(length);
    }

    private static int length(@Nullable Json value) {
        return value == null ? 0 : value.length();
    }

    private Json sorted() {
        // Members come in order, but a nested field's slash may sort it behind its parent's next sibling.
        changes.sort((x, y) -> JsonText.compare(x.field, 0, x.field.length, y.field, 0, y.field.length));
        JsonWriter out = new JsonWriter(96 * changes.size() + 2).put('[');
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            out.ascii(i == 0 ? "{\"field\":\"" : ",{\"field\":\"")
                    .raw(change.field)
                    .put('"');
            if (change.after != null) {
                out.ascii(",\"new_value\":").json(change.after);
            }
            if (change.before != null) {
                out.ascii(",\"old_value\":").json(change.before);
            }
            out.put('}');
        }
        return out.put(']').json();
    }
}
