package io.hostledger.chain;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/**
 * A block's time: microseconds since 1970-01-01T00:00:00Z, written {@code 2025-10-13T10:02:00.000000Z},
 * always UTC and six digits. Years 0000 to 9999.
 */
public final class Timestamp {
    public static final int LENGTH = 27;

    /** What {@link #parse} gives for bytes that are no timestamp. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long DAY = 86_400_000_000L;
    /** From the first of March of the year 0. */
    private static final long DAYS_TO_1970 = 719_468;

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
        int marks = bytes[from + 4] ^ '-' | bytes[from + 7] ^ '-' | bytes[from + 10] ^ 'T' | bytes[from + 13] ^ ':';
        marks |= bytes[from + 16] ^ ':' | bytes[from + 19] ^ '.' | bytes[from + 26] ^ 'Z';
        int century = two(bytes, from);
        int year = two(bytes, from + 2);
        int month = two(bytes, from + 5);
        int day = two(bytes, from + 8);
        int hour = two(bytes, from + 11);
        int minute = two(bytes, from + 14);
        int second = two(bytes, from + 17);
        int fraction = two(bytes, from + 20);
        int hundreds = two(bytes, from + 22);
        int micros = two(bytes, from + 24);
        if (marks != 0 || (century | year | month | day | hour | minute | second | fraction | hundreds | micros) < 0) {
            return NONE;
        }
        if (hour > 23 || minute > 59 || second > 59 || !isDay(century * 100 + year, month, day)) {
            return NONE;
        }
        return days(century * 100 + year, month, day) * DAY
                + (hour * 3_600L + minute * 60L + second) * 1_000_000L
                + fraction * 10_000L
                + hundreds * 100L
                + micros;
    }

    /** The number that two digits write; negative if they are none. */
    private static int two(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
    }

    private static boolean isDay(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return false;
        }
        return day <= 28 || day <= Month.of(month).length(Year.isLeap(year));
    }

    /** Days from 1970 to a day of the Gregorian calendar. A year begins in March here, so that its leap day is its last. */
    private static long days(int year, int month, int day) {
        int shifted = month > 2 ? year : year - 1;
        int monthFromMarch = month > 2 ? month - 3 : month + 9;
        int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
        return 365L * shifted
                + Math.floorDiv(shifted, 4)
                - Math.floorDiv(shifted, 100)
                + Math.floorDiv(shifted, 400)
                + dayOfYear
                - DAYS_TO_1970;
    }

    public static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, 0, bytes.length);
    }
}
