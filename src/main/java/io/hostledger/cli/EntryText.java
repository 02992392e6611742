package io.hostledger.cli;

import io.hostledger.chain.CentralBlock.ElementRef;
import io.hostledger.chain.Timestamp;
import java.io.PrintWriter;

/** One line for a person about each block of the central ledger. */
final class EntryText {
    private static final int DETAILS = 120;
    /** The first microsecond of the year 10000. */
    private static final long BEYOND_CALENDAR = 253_402_300_800_000_000L;

    private final PrintWriter out;
    private final Paint paint;

    EntryText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    void print(CentralEntry entry) {
        out.printf(
                "%s %6d  %s  %s%n",
                paint.faint(time(entry.micros())), entry.height(), paint.title(pad(action(entry), 14)), about(entry));
    }

    /** To the second, UTC; log and JSON have the rest. */
    static String time(long micros) {
        if (micros >= BEYOND_CALENDAR) {
            return "after the year 9999 ";
        }
        String text = Timestamp.format(micros);
        return text.substring(0, 10) + ' ' + text.substring(11, 19) + 'Z';
    }

    private static String action(CentralEntry entry) {
        return Plain.text(entry.action());
    }

    private String about(CentralEntry entry) {
        ElementRef element = entry.element();
        String what = element == null ? Plain.text(entry.category()) : Plain.text(element.id());
        String by = paint.faint("by ") + Plain.text(entry.actor());
        String details = entry.details().isEmpty() ? "" : "  " + paint.faint(cut(Plain.text(entry.details())));
        return paint.name(pad(what, 28)) + "  " + by + details;
    }

    private static String cut(String text) {
        return text.length() <= DETAILS ? text : text.substring(0, DETAILS) + "…";
    }

    static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
