package io.hostledger.verify;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.Entry;
import io.hostledger.disk.Files.Listing;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Files.Type;
import io.hostledger.disk.Lines;
import io.hostledger.verify.ChainCheck.Limit;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** One check of the chain of an element, and of the central blocks that it names. */
final class ElementRun {
    /** Most chains are short, and only one is read. */
    private static final Sizes SIZES = new Sizes(32 << 10, Sizes.STANDARD.segment());

    private final Verification asked;
    private final Files files;
    private final ElementId element;
    private final @Nullable Head last;
    private final Findings findings = new Findings();
    private final long began = System.nanoTime();

    ElementRun(Verification asked, ElementId element, @Nullable Head last) {
        this.asked = asked;
        this.files = asked.files;
        this.element = element;
        this.last = last;
    }

    Report report() throws IOException {
        if (!files.exists(Layout.LEDGER)) {
            return report(null, 0);
        }
        if (isStray(Layout.LEDGER, Type.REGULAR)) {
            ChainFiles.stray(findings, Layout.LEDGER, "this is no regular file");
            return report(null, 0);
        }
        try (OpenFile ledger = files.open(Layout.LEDGER)) {
            long length = asked.visible != null ? asked.visible.length() : ledger.size();
            return report(ledger, Lines.wholeEnd(ledger, length));
        }
    }

    private Report report(@Nullable OpenFile ledger, long end) throws IOException {
        Owners owners = new Owners(asked.types);
        CentralFile blocks = new CentralFile(ledger, end);
        FileLookup lookup = new FileLookup(blocks, new References(owners), findings);
        Head head = head(blocks, lookup);
        Pulse pulse = new Pulse(asked.watch);
        for (Head expected : asked.expected) {
            expect(expected, lookup);
        }
        Place place = new Place(findings);
        place.open(Layout.chain(element));
        long visible = asked.visible != null ? asked.visible.height() : head == null ? -1 : head.height();
        Limit limit = new Limit(asked.live, visible);
        ChainCheck check = new ChainCheck(place, new CrossCheck(owners, lookup, blocks, place), limit, SIZES);
        check.expect(last);
        check.settledUpTo(last == null ? -1 : last.height());
        try (OpenFile chain = files.open(place.file())) {
            check.check(chain, pulse);
        } catch (NoSuchFileException e) {
            if (last == null) {
                throw e;
            }
        } catch (IOException e) {
            if (isStray(place.file(), Type.REGULAR)) {
                ChainFiles.stray(findings, place.file(), String.valueOf(e.getMessage()));
            } else {
                place.add(FindingKind.UNREADABLE_LINE, Sentences.unreadable(e));
            }
        }
        lookup.finish(pulse);
        if (last != null && !check.holdsExpected()) {
            findings.add(new Finding(
                    FindingKind.MISSING_ELEMENT_BLOCK,
                    place.file(),
                    0,
                    0,
                    element.text(),
                    last.height(),
                    "the chain has no block " + last + ", which is known to be its last"));
        }
        return new Report(
                head,
                new Report.Checked(lookup.checked(), 0, check.blocks(), 1),
                check.unsettled(),
                findings.kept(),
                findings.count(),
                (System.nanoTime() - began) / 1_000_000);
    }

    /** Whether something else stands at a path than is to stand there, or above it than a folder. */
    private boolean isStray(String path, Type type) {
        int slash = path.lastIndexOf('/');
        String parent = path.substring(0, Math.max(slash, 0));
        String name = path.substring(slash + 1);
        try (Listing listing = files.listing(parent)) {
            Entry entry = listing.next();
            while (entry != null && !entry.name().equals(name)) {
                entry = listing.next();
            }
            return entry != null && entry.type() != type;
        } catch (IOException e) {
            return !parent.isEmpty() && isStray(parent, Type.FOLDER);
        }
    }

    private static @Nullable Head head(CentralFile blocks, FileLookup lookup) throws IOException {
        long height = blocks.lastHeight();
        Hash hash = height < 0 ? null : lookup.hash(height);
        return hash == null ? null : new Head(height, hash);
    }

    private void expect(Head expected, FileLookup lookup) throws IOException {
        if (!lookup.holds(expected.height(), expected.hash())) {
            findings.add(new Finding(
                    FindingKind.FORKED_HISTORY,
                    Layout.LEDGER,
                    0,
                    0,
                    null,
                    expected.height(),
                    Sentences.forked(expected, lookup.hash(expected.height()))));
        }
    }
}
