package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Files.Entry;
import io.hostledger.disk.Files.OpenFile;
import io.hostledger.disk.Files.Type;
import io.hostledger.disk.Lines;
import io.hostledger.verify.ChainCheck.Limit;
import io.hostledger.verify.Segment.Row;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One check of everything: the central ledger, then the element chains, then what no chain has. */
final class WholeRun {
    /** No central line is shorter. */
    private static final int SHORTEST_LINE = 200;
    /** What part of the work the central ledger is, about. */
    private static final double CENTRAL_SHARE = 0.4;

    private final Verification asked;
    private final Files files;
    private final Findings findings = new Findings();
    private final Pulse pulse;
    private final Owners owners;
    private final References references;
    private final long began = System.nanoTime();
    private long unsettled;

    WholeRun(Verification asked) {
        this.asked = asked;
        this.files = asked.files;
        this.pulse = new Pulse(asked.watch);
        this.owners = new Owners(asked.types);
        this.references = new References(owners);
    }

    Report report() throws IOException {
        boolean chains = false;
        boolean ledger = false;
        for (Entry entry : files.list("")) {
            chains |= stands(entry, Layout.CHAINS, Type.FOLDER, "this is no folder");
            ledger |= stands(entry, Layout.LEDGER, Type.REGULAR, "this is no regular file");
        }
        if (!ledger) {
            return report(null, chains);
        }
        try (OpenFile file = files.open(Layout.LEDGER)) {
            return report(file, chains);
        }
    }

    private boolean stands(Entry entry, String name, Type type, String fault) {
        if (!entry.name().equals(name)) {
            return false;
        }
        if (entry.type() != type) {
            ChainFiles.stray(findings, name, fault);
        }
        return entry.type() == type;
    }

    private Report report(@Nullable OpenFile file, boolean withChains) throws IOException {
        long end = file == null ? 0 : end(file);
        HeightTable table = new HeightTable(end / SHORTEST_LINE, asked.tableBytes);
        CentralLinks links = new CentralLinks(table, references, findings, to -> legacyHash(file, to));
        asked.expected.forEach(links::expect);
        if (file != null) {
            pulse.phase(CENTRAL_SHARE, end);
            asked.crew.work(new CentralPass(file, end, asked.sizes, references, false, links::add, pulse));
        }
        links.finish();

        Limit limit = new Limit(asked.live, asked.visible == null ? links.reach() : asked.visible.height());
        Claims claims = new Claims(table, findings);
        CentralLookup lookup = new TableLookup(table, references, claims);
        ChecksOfPlaces checks = place -> new ChainCheck(
                place, new CrossCheck(owners, lookup, new CentralFile(file, end), place), limit, asked.sizes);
        NamedTails tails = new NamedTails(files, owners, limit, asked.sizes, pulse);
        MissingBlocks missing = new MissingBlocks(findings, tails, pulse);
        double share = (1 - CENTRAL_SHARE) / table.ranges();

        ChainFiles chains = new ChainFiles(files, asked.live, findings);
        pulse.phase(share, links.elementBlocks());
        ChainPass pass = chainPass(chains, withChains, checks);
        claims.settle();
        table.unclaimed(missing::add);
        while (file != null && table.nextRange()) {
            pulse.phase(share * CENTRAL_SHARE, end);
            asked.crew.work(
                    new CentralPass(file, end, asked.sizes, references, true, rows -> fill(table, rows), pulse));
            pulse.phase(share * (1 - CENTRAL_SHARE), links.elementBlocks());
            chainPass(new ChainFiles(files, asked.live, new Findings()), withChains, checks.centralOnly());
            claims.settle();
            table.unclaimed(missing::add);
        }
        if (file != null) {
            missing.report(file, end);
            tails.check(file, end, findings);
        }
        return new Report(
                links.head(),
                new Report.Checked(
                        links.blocks(), links.legacyBlocks(), pass.blocks() + tails.blocks(), chains.count()),
                unsettled + pass.unsettled() - tails.blocks(),
                findings.kept(),
                findings.count(),
                (System.nanoTime() - began) / 1_000_000);
    }

    /** Each for the place of a thread. */
    private interface ChecksOfPlaces extends Function<Place, ChainCheck> {
        default ChecksOfPlaces centralOnly() {
            return place -> {
                ChainCheck check = apply(place);
                check.centralOnly();
                return check;
            };
        }
    }

    private ChainPass chainPass(ChainFiles chains, boolean withChains, ChecksOfPlaces checks) throws IOException {
        try (chains) {
            if (withChains) {
                chains.start();
            }
            ChainPass pass = new ChainPass(files, chains, findings, checks, pulse);
            asked.crew.work(pass);
            return pass;
        }
    }

    private void fill(HeightTable table, Segment segment) {
        for (Row row : segment.rows) {
            table.put(row.height(), references.ofHash(row.hash()), row.reference());
        }
    }

    private long end(OpenFile file) throws IOException {
        if (asked.visible != null) {
            return asked.visible.length();
        }
        long size = file.size();
        if (!asked.live) {
            return size;
        }
        long end = Lines.wholeEnd(file, size);
        unsettled += end < size ? 1 : 0;
        return end;
    }

    private Hash legacyHash(@Nullable OpenFile file, long to) throws IOException {
        Hasher hasher = new Hasher();
        byte[] buffer = new byte[1 << 16];
        for (long at = 0; file != null && at < to; ) {
            int read = file.read(at, buffer, 0, (int) Math.min(buffer.length, to - at));
            if (read == 0) {
                throw new IOException(Layout.LEDGER + " ends before byte " + to);
            }
            hasher.update(buffer, 0, read);
            pulse.beat(Layout.LEDGER, read, 0, 0);
            at += read;
        }
        return hasher.finish();
    }
}
