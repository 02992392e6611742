package io.hostledger.chain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times that people and programs ask for: RFC 3339 with any offset and up to nine digits of a second. */
public final class Rfc3339 {
    /** A blank before the offset is a plus that a query string has lost. */
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(?:([Zz])|([-+ ])(\\d\\d):(\\d\\d))");

    private Rfc3339() {}

    /** Null for a text that is no such time. */
    public static @Nullable Instant parse(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return null;
        }
        try {
            return LocalDateTime.parse(time.group(1) + "T" + time.group(2)).toInstant(offset(time));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ZoneOffset offset(Matcher time) {
        if (time.group(3) != null) {
            return ZoneOffset.UTC;
        }
        int sign = "-".equals(time.group(4)) ? -1 : 1;
        int hours = Integer.parseInt(time.group(5));
        int minutes = Integer.parseInt(time.group(6));
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    /** Microseconds since 1970, the last that is not later: for “at a time”. */
    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.truncatedTo(ChronoUnit.MICROS));
    }

    /** Microseconds since 1970, the first that is not earlier: for a bound from which on, or below which, blocks count. */
    public static long microsNotBefore(Instant time) {
        return micros(time.plusNanos(999));
    }
}
