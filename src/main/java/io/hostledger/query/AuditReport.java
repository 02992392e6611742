package io.hostledger.query;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Timestamp;
import io.hostledger.index.CentralFields;
import io.hostledger.index.CentralFields.Field;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a window of time, counted, with the window's first and last block by which the
 * report can be checked later. Calls block.
 */
public final class AuditReport {
    /** How many elements are named as the most changed. */
    private static final int MOST_CHANGED = 25;

    private static final long HOUR = 3_600_000_000L;

    /** Counts of one kind: the member of the report, and what the counted thing is called in it. */
    record Section(String member, String name, List<Tally.Count> counts, long others) {}

    /** Between two looks at whether the report is still wanted. */
    private static final int BLOCKS = 4_096;

    /** The part of the heap that the counted names take, and the bounds of that. */
    private static final int HEAP_PARTS = 8;

    private static final long LEAST_BYTES = 16 << 20;
    private static final long MOST_BYTES = 256 << 20;

    private final Tally actors;
    private final Tally types;
    private final Tally actions;
    private final Tally hours;
    private final Tally elements;
    private long blocks;
    private @Nullable Head first;
    private @Nullable Head last;

    private AuditReport(long bytes) {
        Tally.Room room = new Tally.Room(bytes);
        this.actors = new Tally(room);
        this.types = new Tally(room);
        this.actions = new Tally(room);
        this.hours = new Tally(room);
        this.elements = new Tally(room);
    }

    /**
     * Reads the window's blocks, some million a second.
     *
     * @param since microseconds since 1970, counts in; {@link Long#MIN_VALUE}: from the start
     * @param until microseconds since 1970, does not count in; {@link Long#MAX_VALUE}: to the end
     */
    public static AuditReport of(LedgerReads ledger, long since, long until) throws IOException {
        return of(ledger, since, until, () -> {});
    }

    /** The same. @param meanwhile called every few thousand blocks; what it throws ends the report */
    public static AuditReport of(LedgerReads ledger, long since, long until, Runnable meanwhile) throws IOException {
        long bytes = Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_PARTS, LEAST_BYTES, MOST_BYTES);
        return of(ledger, since, until, meanwhile, bytes);
    }

    /** @param bytes of the names that are counted */
    static AuditReport of(LedgerReads ledger, long since, long until, Runnable meanwhile, long bytes)
            throws IOException {
        AuditReport report = new AuditReport(bytes);
        BlockFilter window = BlockFilter.within(0, Long.MAX_VALUE, since, until);
        try (CentralBlocks blocks = new CentralBlocks(ledger, window, false, null)) {
            for (CentralFields block = blocks.next(); block != null; block = blocks.next()) {
                report.add(block);
                if (report.blocks % BLOCKS == 0) {
                    meanwhile.run();
                }
            }
        }
        return report;
    }

    private void add(CentralFields block) {
        Hash hash = block.hash(Field.HASH);
        last = new Head(block.height(), hash == null ? Hash.ZERO : hash);
        first = first == null ? last : first;
        blocks++;
        if (block.has(Field.ACTOR)) {
            actors.add(block.text(Field.ACTOR));
        }
        actions.add(block.text(Field.ACTION));
        hours.add(hour(block.timestamp()));
        if (block.has(Field.ELEMENT_ID)) {
            types.add(block.text(Field.ELEMENT_TYPE));
            elements.add(block.text(Field.ELEMENT_ID));
        }
    }

    /** The start of a time's hour. Legacy blocks may be of years that a timestamp has no room for. */
    static String hour(long time) {
        long start = Math.floorDiv(time, HOUR) * HOUR;
        Instant instant = Instant.ofEpochSecond(start / 1_000_000);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year >= 0 && year <= 9_999 ? Timestamp.format(start) : instant.toString();
    }

    /** How many blocks the window has. */
    public long blocks() {
        return blocks;
    }

    @Nullable
    Head first() {
        return first;
    }

    @Nullable
    Head last() {
        return last;
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("by_actor", "actor", actors.mostFrequent(Tally.MOST), actors.others()));
        sections.add(new Section("by_element_type", "element_type", types.mostFrequent(Tally.MOST), types.others()));
        sections.add(new Section("by_action", "action", actions.mostFrequent(Tally.MOST), actions.others()));
        sections.add(new Section("by_hour", "hour", hours.byText(), hours.others()));
        sections.add(new Section("most_changed", "element_id", elements.mostFrequent(MOST_CHANGED), elements.others()));
        return sections;
    }

    /** {@code {blocks, first?, last?, by_actor, by_element_type, by_action, by_hour, most_changed}}; each list has its own
     * {@code …_left_out}, a number of blocks, where there were more names than are counted: with it, {@code most_changed}
     * is of those that were. */
    public byte[] json() {
        return ReportText.json(this);
    }

    /** The same as RFC 4180 lines of three columns: what is counted, its name, how many blocks. */
    public byte[] csv() {
        return ReportText.csv(this);
    }
}
