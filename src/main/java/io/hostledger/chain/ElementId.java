package io.hostledger.chain;

/** The id of an element, {@code <prefix>:<name>}, of a known type and by the rules. Made by {@link ElementTypes#parse}. */
public record ElementId(String text, ElementType type) {
    /** Of UTF-8. */
    public static final int MAX_BYTES = 1_024;

    public String name() {
        return text.substring(type.prefix().length() + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
