package io.hostledger.verify;

import static io.hostledger.verify.BlockText.get;
import static io.hostledger.verify.BlockText.string;
import static io.hostledger.verify.BlockText.with;
import static io.hostledger.verify.BlockText.withData;
import static io.hostledger.verify.FindingKind.CROSS_REFERENCE;
import static io.hostledger.verify.FindingKind.DANGLING_REFERENCE;
import static io.hostledger.verify.FindingKind.FOREIGN_BLOCK;
import static io.hostledger.verify.FindingKind.LEGACY_MISMATCH;
import static io.hostledger.verify.FindingKind.MISSING_ELEMENT_BLOCK;
import static io.hostledger.verify.FindingKind.STRAY_FILE;

import io.hostledger.chain.Layout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every way to tamper with whole files and chains of a ledger. */
final class FileDamage {
    private static final String STATE = "{\"forged\":true}";

    private final SampleLedger sample;
    private final List<String> central;

    FileDamage(SampleLedger sample) {
        this.sample = sample;
        this.central = sample.lines(Layout.LEDGER);
    }

    /** Another state in a block of an element, and every hash in its file from there on made to fit. */
    Stream<Damage> elementRehashed() {
        return sample.chains().stream()
                .flatMap(path -> IntStream.range(0, sample.lines(path).size()).mapToObj(from -> {
                    List<String> lines = sample.lines(path);
                    lines.set(from, with(lines.get(from), "state_snapshot", STATE));
                    Forger.rediff(lines);
                    Forger.relink(lines, from);
                    Damage damage = Damage.of(
                            path + " hashed again from line " + (from + 1) + " on",
                            sample.copy().put(path, lines));
                    IntStream.range(from, lines.size()).forEach(i -> damage.finds(path, i + 1, CROSS_REFERENCE));
                    return damage;
                }));
    }

    /** Another actor in a central block, and every hash in the central ledger from there on made to fit. */
    Stream<Damage> centralRehashed() {
        return IntStream.range(0, central.size()).filter(this::current).mapToObj(from -> {
            List<String> lines = new ArrayList<>(central);
            lines.set(from, withData(lines.get(from), "actor", "\"mallory\""));
            Forger.relink(lines, from);
            return committed(
                    Damage.of(
                            "central ledger hashed again from line " + (from + 1) + " on",
                            sample.copy().put(Layout.LEDGER, lines)),
                    Long.parseLong(get(central.get(from), "height")));
        });
    }

    /** Where element blocks commit to the central ledger from a height on. */
    private Damage committed(Damage damage, long height) {
        for (String path : sample.chains()) {
            List<String> lines = sample.lines(path);
            for (int i = 0; i < lines.size(); i++) {
                String head = get(lines.get(i), "central_head") == null ? "-1:" : string(lines.get(i), "central_head");
                if (Long.parseLong(head.substring(0, head.indexOf(':'))) >= height) {
                    damage.finds(path, i + 1, CROSS_REFERENCE);
                }
            }
        }
        return damage;
    }

    private boolean current(int line) {
        return get(central.get(line), "v") != null;
    }

    Stream<Damage> chainGone() {
        return sample.chains().stream()
                .flatMap(path -> Stream.of(
                        missing(Damage.of(path + " deleted", sample.copy().remove(path)), path, 0),
                        missing(Damage.of(path + " emptied", sample.copy().put(path, new byte[0])), path, 0)));
    }

    /** The central blocks of an element from a height on have no element block. */
    private Damage missing(Damage damage, String path, int from) {
        List<String> lines = sample.lines(path);
        for (String block : lines.subList(from, lines.size())) {
            damage.finds(Layout.LEDGER, centralLine(get(block, "central_ledger_block")), MISSING_ELEMENT_BLOCK);
        }
        return damage;
    }

    private int centralLine(String height) {
        return 1
                + IntStream.range(0, central.size())
                        .filter(i -> get(central.get(i), "height").equals(height))
                        .findFirst()
                        .orElseThrow();
    }

    Stream<Damage> chainRenamed() {
        return sample.chains().stream().flatMap(path -> {
            String other = Layout.parent(path) + "/other.jsonl";
            byte[] content = sample.bytes(path);
            Damage renamed =
                    Damage.of(path + " renamed", sample.copy().remove(path).put(other, content));
            Damage copied = Damage.of(path + " copied", sample.copy().put(other, content));
            for (int i = 1; i <= sample.lines(path).size(); i++) {
                renamed.finds(other, i, FOREIGN_BLOCK);
                copied.finds(other, i, FOREIGN_BLOCK);
            }
            return Stream.of(renamed, copied);
        });
    }

    Stream<Damage> chainsExchanged() {
        List<String> paths = sample.chains();
        return IntStream.range(1, paths.size()).mapToObj(i -> {
            String one = paths.get(i - 1);
            String other = paths.get(i);
            Damage damage = Damage.of(
                    one + " and " + other + " exchanged",
                    sample.copy().put(one, sample.bytes(other)).put(other, sample.bytes(one)));
            IntStream.rangeClosed(1, sample.lines(other).size()).forEach(n -> damage.finds(one, n, FOREIGN_BLOCK));
            IntStream.rangeClosed(1, sample.lines(one).size()).forEach(n -> damage.finds(other, n, FOREIGN_BLOCK));
            return damage;
        });
    }

    Stream<Damage> lastElementBlocksRemoved() {
        return sample.chains().stream()
                .flatMap(path -> IntStream.range(1, sample.lines(path).size())
                        .mapToObj(left -> missing(
                                Damage.of(
                                        path + " shortened to " + left + " lines",
                                        sample.copy()
                                                .put(path, sample.lines(path).subList(0, left))),
                                path,
                                left)));
    }

    Stream<Damage> lastCentralBlocksRemoved() {
        return IntStream.range(0, central.size()).filter(this::current).mapToObj(left -> {
            Damage damage = Damage.of(
                    "central ledger shortened to " + left + " lines",
                    sample.copy().put(Layout.LEDGER, central.subList(0, left)));
            for (String line : central.subList(left, central.size())) {
                if (string(line, "category").equals("element_modification")) {
                    String data = get(line, "data");
                    int height = Integer.parseInt(get(data, "element_height"));
                    damage.finds(Forger.path(string(data, "element_id")), height + 1, DANGLING_REFERENCE);
                }
            }
            return damage;
        });
    }

    /** What no hash of a legacy block covers: its signature, and the order of its members. */
    Stream<Damage> legacyBytesChanged() {
        int blocks = (int)
                IntStream.range(0, central.size()).filter(i -> !current(i)).count();
        return IntStream.range(0, blocks).boxed().flatMap(i -> {
            String line = central.get(i);
            String signed = line.replace("\"signature\":null", "\"signature\":\"x\"");
            String ordered = line.replaceFirst("\"metadata\":\\{(\"[^{}]*\"),(\"[^{}]*\")\\}", "\"metadata\":{$2,$1}");
            String turned = line.replaceFirst("(\"producer\":\"[^\"]*\"),(\"category\":\"[^\"]*\")", "$2,$1");
            return Stream.of(signed, ordered, turned)
                    .filter(changed -> !changed.equals(line))
                    .map(changed -> {
                        List<String> lines = new ArrayList<>(central);
                        lines.set(i, changed);
                        return Damage.of(
                                        "legacy line " + (i + 1) + " changed",
                                        sample.copy().put(Layout.LEDGER, lines))
                                .finds(Layout.LEDGER, blocks + 1, LEGACY_MISMATCH);
                    });
        });
    }

    Stream<Damage> strays() {
        return sample.chains().stream().flatMap(path -> {
            String beside = path + "~";
            String link = Layout.parent(path) + "/link.jsonl";
            String folder = Layout.CHAINS + "/link";
            byte[] content = "x".getBytes(StandardCharsets.US_ASCII);
            return Stream.of(
                    Damage.of("stray " + beside, sample.copy().put(beside, content))
                            .finds(beside, 0, STRAY_FILE),
                    Damage.of("stray " + link, sample.copy().link(link)).finds(link, 0, STRAY_FILE),
                    Damage.of("stray " + folder, sample.copy().link(folder)).finds(folder, 0, STRAY_FILE),
                    missing(
                            Damage.of(
                                            path + " made a link",
                                            sample.copy().remove(path).link(path))
                                    .finds(path, 0, STRAY_FILE),
                            path,
                            0));
        });
    }

    /** Wrong in itself, and every hash of both tiers made to fit. */
    Stream<Damage> forged() {
        return sample.chains().stream()
                .flatMap(path ->
                        IntStream.range(0, sample.lines(path).size()).boxed().flatMap(i -> forged(path, i)));
    }

    private Stream<Damage> forged(String path, int i) {
        String block = sample.lines(path).get(i);
        int centralLine = centralLine(get(block, "central_ledger_block"));
        String wrongChanges = "[{\"field\":\"no\",\"new_value\":1}]";
        List<String> timeless = new ArrayList<>(central);
        timeless.set(centralLine - 1, with(central.get(centralLine - 1), "timestamp", "\"2025-10-13T10:00:00Z\""));
        Damage time = Damage.of(
                        "no timestamp in line " + (i + 1) + " of " + path,
                        Forger.reforge(changed(path, i, "timestamp", "\"2025-10-13T10:00:00Z\"")
                                .put(Layout.LEDGER, timeless)))
                .finds(path, i + 1, FindingKind.BAD_TIMESTAMP)
                .finds(Layout.LEDGER, centralLine, FindingKind.BAD_TIMESTAMP);
        Damage diff = Damage.of(
                        "wrong changes in line " + (i + 1) + " of " + path,
                        Forger.reforge(changed(path, i, "changes", wrongChanges)))
                .finds(path, i + 1, FindingKind.WRONG_DIFF);
        Damage future = Damage.of(
                        "a later central head in line " + (i + 1) + " of " + path,
                        Forger.reforge(changed(
                                path,
                                i,
                                "central_head",
                                BlockText.quoted(get(block, "central_ledger_block") + ":" + "0".repeat(64)))))
                .finds(path, i + 1, CROSS_REFERENCE);
        return Stream.of(time, diff, future);
    }

    private SampleLedger changed(String path, int i, String member, String value) {
        List<String> lines = sample.lines(path);
        lines.set(i, with(lines.get(i), member, value));
        return sample.copy().put(path, lines);
    }

    Stream<Damage> all() {
        return Stream.of(
                        elementRehashed(),
                        centralRehashed(),
                        chainGone(),
                        chainRenamed(),
                        chainsExchanged(),
                        lastElementBlocksRemoved(),
                        lastCentralBlocksRemoved(),
                        legacyBytesChanged(),
                        strays(),
                        forged())
                .flatMap(each -> each);
    }
}
