package io.hostledger.chain;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A block's time: microseconds since 1970-01-01T00:00:00Z, written {@code 2025-10-13T10:02:00.000000Z},
 * always UTC and six digits. Years 0000 to 9999.
 */
public final class Timestamp {
    public static final int LENGTH = 27;

    /** What {@link #parse} gives for bytes that are no timestamp. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long DAY = 86_400_000_000L;
    private static final byte[] SHAPE = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.US_ASCII);

    private Timestamp() {}

    public static String format(long micros) {
        return new String(write(new JsonWriter(LENGTH), micros).array(), 0, LENGTH, StandardCharsets.US_ASCII);
    }

    /** Appends the 27 characters, without quotes. */
    public static JsonWriter write(JsonWriter out, long micros) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
        long rest = Math.floorMod(micros, DAY);
        digits(out, day.getYear(), 4).put('-');
        digits(out, day.getMonthValue(), 2).put('-');
        digits(out, day.getDayOfMonth(), 2).put('T');
        digits(out, rest / 3_600_000_000L, 2).put(':');
        digits(out, rest / 60_000_000 % 60, 2).put(':');
        digits(out, rest / 1_000_000 % 60, 2).put('.');
        return digits(out, rest % 1_000_000, 6).put('Z');
    }

    private static JsonWriter digits(JsonWriter out, long value, int count) {
        long unit = 1;
        for (int i = 1; i < count; i++) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.put('0' + (int) (value / unit % 10));
        }
        return out;
    }

    /** Microseconds of the timestamp in {@code bytes[from, to)}; {@link #NONE} if it is none, or no day of the calendar. */
    public static long parse(byte[] bytes, int from, int to) {
        if (to - from != LENGTH) {
            return NONE;
        }
        for (int i = 0; i < LENGTH; i++) {
            byte b = bytes[from + i];
            if (SHAPE[i] == '0' ? b < '0' || b > '9' : b != SHAPE[i]) {
                return NONE;
            }
        }
        int hour = number(bytes, from + 11, 2);
        int minute = number(bytes, from + 14, 2);
        int second = number(bytes, from + 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            return NONE;
        }
        try {
            LocalDate day =
                    LocalDate.of(number(bytes, from, 4), number(bytes, from + 5, 2), number(bytes, from + 8, 2));
            return day.toEpochDay() * DAY
                    + hour * 3_600_000_000L
                    + minute * 60_000_000L
                    + second * 1_000_000L
                    + number(bytes, from + 20, 6);
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    public static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, 0, bytes.length);
    }

    private static int number(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
