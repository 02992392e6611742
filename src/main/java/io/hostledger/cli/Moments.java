package io.hostledger.cli;

import io.hostledger.chain.Rfc3339;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads times as people write them: RFC 3339 ({@code 2025-10-13T10:02:00Z}), so long ago ({@code 1h},
 * {@code 1d12h}), the start of a day ({@code 2025-10-13}, {@code today}, {@code yesterday}), {@code now}. A day
 * without an offset is one of the clock's zone.
 */
final class Moments implements ITypeConverter<Instant> {
    static final String FORMS = "2025-10-13T10:02:00Z, 2025-10-13, 1h, 2d, today or yesterday";

    private static final Pattern AGO = Pattern.compile("(?:\\d{1,6}[smhdw])+");
    private static final Pattern PART = Pattern.compile("(\\d+)([smhdw])");

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        Instant time = read(text);
        if (time == null) {
            throw new TypeConversionException("a time is like " + FORMS);
        }
        return time;
    }

    private @Nullable Instant read(String text) {
        LocalDate today = LocalDate.now(clock);
        return switch (text) {
            case "now" -> clock.instant();
            case "today" -> start(today);
            case "yesterday" -> start(today.minusDays(1));
            default -> AGO.matcher(text).matches() ? ago(text) : written(text);
        };
    }

    private Instant ago(String text) {
        Duration ago = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            ago = ago.plus(
                    switch (part.group(2)) {
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        case "d" -> Duration.ofDays(count);
                        default -> Duration.ofDays(7 * count);
                    });
        }
        return clock.instant().minus(ago);
    }

    private @Nullable Instant written(String text) {
        try {
            return text.length() == 10 ? start(LocalDate.parse(text)) : Rfc3339.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }
}
