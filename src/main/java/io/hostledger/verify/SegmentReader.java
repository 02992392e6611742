package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.chain.LegacyBlock;
import io.hostledger.chain.Timestamp;
import io.hostledger.codec.CentralLine;
import io.hostledger.codec.CentralScan;
import io.hostledger.codec.LegacyLine;
import io.hostledger.codec.MalformedJson;
import io.hostledger.codec.Span;
import io.hostledger.codec.UnreadableLine;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Lines;
import io.hostledger.verify.Segment.Adoption;
import io.hostledger.verify.Segment.Row;
import io.hostledger.verify.Segment.Time;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads segments of the central ledger and checks each block for itself. One thread's own. */
final class SegmentReader {
    private final LineWindow window;
    private final OpenFile file;
    private final long end;
    private final References references;
    private final boolean again;
    private final LineText text = new LineText();
    private final CentralScan scan = new CentralScan();
    private final LegacyLine legacy = new LegacyLine();
    private final Hasher hasher = new Hasher();

    /** @param again whether each block was checked for itself before: then its hash is taken to be right */
    SegmentReader(OpenFile file, long end, Sizes sizes, References references, boolean again) {
        this.window = new LineWindow(sizes.buffer(), this::newline);
        this.file = file;
        this.end = end;
        this.references = references;
        this.again = again;
    }

    /** The segment of the lines that start in {@code [from, to)}. */
    Segment read(long from, long to) {
        Segment segment = new Segment();
        segment.bytes = to - from;
        try {
            window.open(file, from, to, end);
            while (window.next()) {
                line(segment);
                segment.lines++;
            }
            if (window.torn()) {
                add(segment, FindingKind.TORN_LINE, null, null, Sentences.TORN);
            }
        } catch (IOException e) {
            add(segment, FindingKind.UNREADABLE_LINE, null, null, Sentences.unreadable(e));
            segment.broken = true;
        }
        return segment;
    }

    private int newline(byte[] bytes, int from, int limit) {
        return scan.read(bytes, from, limit) ? scan.end() : -1;
    }

    private void line(Segment segment) {
        if (window.read()) {
            central(segment, true);
            return;
        }
        if (window.tooLong()) {
            add(segment, FindingKind.UNREADABLE_LINE, null, null, Lines.tooLong());
            return;
        }
        try {
            text.open(window.bytes(), window.from(), window.to());
            if (text.isObject() && text.json().member("v") == null) {
                legacy(segment);
            } else if (scan.read(text.bytes, text.from, text.to)) {
                central(segment, text.canonical);
            } else {
                CentralLine.read(text.json());
                add(segment, FindingKind.UNREADABLE_LINE, null, null, "not a central block");
            }
        } catch (MalformedJson e) {
            add(segment, FindingKind.UNREADABLE_LINE, null, null, e.detail());
        } catch (UnreadableLine e) {
            add(segment, FindingKind.UNREADABLE_LINE, null, null, e.getMessage());
        }
    }

    private void legacy(Segment segment) throws UnreadableLine {
        LegacyBlock block = legacy.read(window.bytes(), window.from(), window.to());
        if (!block.contentHash().toString().equals(block.hash())) {
            add(segment, FindingKind.HASH_MISMATCH, null, block.height(), Sentences.hash(block.contentHash()));
        }
        if (!block.asWritten()) {
            boolean intact = block.contentHash().toString().equals(block.hash());
            add(segment, FindingKind.NOT_CANONICAL, null, block.height(), Sentences.notAsWritten(intact));
        }
        segment.rows.add(new Row(
                segment.lines,
                window.offset(),
                window.end(),
                true,
                block.height(),
                Segment.link(block.prevHash()),
                Segment.link(block.hash()),
                null,
                0,
                null));
    }

    private void central(Segment segment, boolean canonical) {
        long height = scan.height();
        boolean shaped = scan.readData();
        boolean ofElement = shaped && scan.ofElement();
        Hash content = again ? scan.hash() : scan.contentHash(hasher);
        Time time = time(scan.timestamp);
        if (!canonical || !content.equals(scan.hash()) || time.malformed() != null || !shaped) {
            faults(segment, canonical, content, time, shaped);
        }
        segment.rows.add(new Row(
                segment.lines,
                window.offset(),
                window.end(),
                false,
                height,
                scan.prevHash(),
                scan.hash(),
                time,
                ofElement ? references.of(scan) : 0,
                scan.adoptsLegacy() ? adoption(shaped) : null));
    }

    private void faults(Segment segment, boolean canonical, Hash content, Time time, boolean shaped) {
        String element = shaped && scan.ofElement() ? string(scan.elementId) : null;
        Long height = scan.height();
        if (!canonical) {
            add(
                    segment,
                    FindingKind.NOT_CANONICAL,
                    element,
                    height,
                    Sentences.notCanonical(content.equals(scan.hash())));
        }
        if (!content.equals(scan.hash())) {
            add(segment, FindingKind.HASH_MISMATCH, element, height, Sentences.hash(content));
        }
        if (time.malformed() != null) {
            add(segment, FindingKind.BAD_TIMESTAMP, element, height, Sentences.timestamp(time.malformed()));
        }
        if (!shaped) {
            add(segment, FindingKind.UNREADABLE_LINE, null, height, "data: " + dataFault());
        }
    }

    private @Nullable String dataFault() {
        try {
            CentralLine.read(scan.json());
            return "a member is not what it should be";
        } catch (UnreadableLine e) {
            return e.getMessage();
        }
    }

    private Adoption adoption(boolean shaped) {
        if (!shaped) {
            return new Adoption("", false);
        }
        String payload = Json.ofCanonical(scan.line(), scan.payload.from(), scan.payload.to())
                .toString();
        return new Adoption(
                payload,
                string(scan.actor).equals("hostledger")
                        && string(scan.actorSource).equals("service"));
    }

    private Time time(Span span) {
        long micros = Timestamp.parse(scan.line(), span.from() + 1, span.to() - 1);
        return new Time(micros, micros == Timestamp.NONE ? string(span) : null);
    }

    private String string(Span span) {
        return MemberText.of(scan.line(), span);
    }

    private void add(
            Segment segment,
            FindingKind kind,
            @Nullable String element,
            @Nullable Long height,
            @Nullable String detail) {
        segment.findings.add(new Finding(
                kind, Layout.LEDGER, segment.lines, window.offset(), element, height, String.valueOf(detail)));
    }
}
