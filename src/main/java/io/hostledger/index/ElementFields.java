package io.hostledger.index;

import io.hostledger.chain.Json;
import io.hostledger.chain.JsonText;
import io.hostledger.chain.Timestamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of an element line stand. Nothing is decoded, copied or checked beyond what
 * finding them needs. One thread's own, used for line after line; good while the bytes are left alone.
 */
public final class ElementFields {
    public enum Field {
        ACTOR("actor"),
        CENTRAL("central_ledger_block"),
        CHANGES("changes"),
        ELEMENT_ID("element_id"),
        HASH("hash"),
        HEIGHT("height"),
        ACTION("modification_type"),
        REASON("reason"),
        STATE("state_snapshot"),
        TIMESTAMP("timestamp");

        private final String member;

        Field(String member) {
            this.member = member;
        }
    }

    private static final Field[] FIELDS = Field.values();

    private byte[] bytes = new byte[0];
    private final int[] from = new int[FIELDS.length];
    private final int[] to = new int[FIELDS.length];

    /** Finds the members of the line in {@code bytes[begin, end)}; false if it is no element line. */
    public boolean read(byte[] bytes, int begin, int end) {
        this.bytes = bytes;
        Arrays.fill(to, -1);
        try {
            return walk(begin, end, FIELDS[FIELDS.length - 1]) && complete();
        } catch (ArrayIndexOutOfBoundsException e) {
            return false; // a value without an end
        }
    }

    /**
     * The central height that the line in {@code bytes[begin, end)} names, read from its first members
     * alone; -1 if it names none.
     */
    public long central(byte[] bytes, int begin, int end) {
        this.bytes = bytes;
        Arrays.fill(to, -1);
        try {
            return walk(begin, end, Field.CENTRAL) && has(Field.CENTRAL) ? number(Field.CENTRAL) : -1;
        } catch (ArrayIndexOutOfBoundsException e) {
            return -1;
        }
    }

    private boolean complete() {
        for (Field field : FIELDS) {
            if (!has(field) && field != Field.REASON) {
                return false;
            }
        }
        return true;
    }

    /** Members come in the order of their names, and so do the fields: each is looked for behind the one before. */
    private boolean walk(int begin, int end, Field last) {
        int wanted = 0;
        int at = begin;
        if (bytes[at] != '{') {
            return false;
        }
        do {
            int name = at + 1;
            int nameEnd = JsonText.endOfString(bytes, name);
            int value = nameEnd + 1;
            int valueEnd = JsonText.endOfValue(bytes, value);
            if (valueEnd > end) {
                return false;
            }
            for (int f = wanted; f <= last.ordinal(); f++) {
                if (is(name + 1, nameEnd - 1, FIELDS[f].member)) {
                    from[f] = value;
                    to[f] = valueEnd;
                    wanted = f + 1;
                    break;
                }
            }
            at = valueEnd;
        } while (wanted <= last.ordinal() && bytes[at] == ',');
        return true;
    }

    private boolean is(int at, int end, String name) {
        if (end - at != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[at + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public boolean has(Field field) {
        return to[field.ordinal()] >= 0;
    }

    /** The field's value on the line's own bytes; null if it is not there. */
    public @Nullable Json optional(Field field) {
        return has(field) ? value(field) : null;
    }

    /** The field's value on the line's own bytes; only where it is there. */
    public Json value(Field field) {
        return Json.ofCanonical(bytes, from[field.ordinal()], to[field.ordinal()]);
    }

    private long number(Field field) {
        return JsonText.height(bytes, from[field.ordinal()], to[field.ordinal()]);
    }

    public long height() {
        return number(Field.HEIGHT);
    }

    public long centralHeight() {
        return number(Field.CENTRAL);
    }

    /** Microseconds since 1970; {@link Timestamp#NONE} if it is none. */
    public long timestamp() {
        int f = Field.TIMESTAMP.ordinal();
        return Timestamp.parse(bytes, from[f] + 1, to[f] - 1);
    }

    public boolean deleted() {
        return bytes[from[Field.STATE.ordinal()]] == 'n';
    }
}
