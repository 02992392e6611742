package io.hostledger.cli;

/**
 * Text that others wrote, as it is shown to people: ids, actors, reasons and values must not move the
 * cursor, turn the direction of writing, or hide something. What would is shown by its number.
 */
public final class Plain {
    private Plain() {}

    public static String text(String text) {
        if (text.codePoints().allMatch(Plain::shows)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (shows(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(c < 0x1_0000 ? "\\u%04x".formatted(c) : "\\u{%x}".formatted(c));
            }
        });
        return out.toString();
    }

    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
