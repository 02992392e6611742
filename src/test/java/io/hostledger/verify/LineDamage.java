package io.hostledger.verify;

import static io.hostledger.verify.FindingKind.BROKEN_LINK;
import static io.hostledger.verify.FindingKind.CROSS_REFERENCE;
import static io.hostledger.verify.FindingKind.DANGLING_REFERENCE;
import static io.hostledger.verify.FindingKind.HASH_MISMATCH;
import static io.hostledger.verify.FindingKind.HEIGHT_GAP;
import static io.hostledger.verify.FindingKind.LEGACY_MISMATCH;
import static io.hostledger.verify.FindingKind.MISSING_ELEMENT_BLOCK;
import static io.hostledger.verify.FindingKind.NOT_CANONICAL;
import static io.hostledger.verify.FindingKind.TORN_LINE;
import static io.hostledger.verify.FindingKind.UNREADABLE_LINE;

import io.hostledger.chain.Layout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every way to tamper with one line, for every line of a ledger. */
final class LineDamage {
    private final SampleLedger sample;

    LineDamage(SampleLedger sample) {
        this.sample = sample;
    }

    private interface PerLine {
        Stream<Damage> of(String path, int line);
    }

    private Stream<Damage> each(PerLine damage) {
        return sample.paths().stream()
                .flatMap(path ->
                        IntStream.range(0, sample.lines(path).size()).boxed().flatMap(line -> damage.of(path, line)));
    }

    private SampleLedger edited(String path, UnaryOperator<List<String>> edit) {
        return sample.copy().put(path, edit.apply(sample.lines(path)));
    }

    private boolean legacy(String path, int line) {
        return path.equals(Layout.LEDGER) && !sample.lines(path).get(line).endsWith("\"v\":1}");
    }

    /** A bit of one byte of a member's value is flipped: of the first one, the middle one and the last one that is no quote. */
    Stream<Damage> memberChanged() {
        return each((path, line) -> {
            String text = sample.lines(path).get(line);
            List<Damage> damages = new ArrayList<>();
            for (Map.Entry<String, int[]> member : Places.of(text).entrySet()) {
                int from = member.getValue()[0];
                int to = member.getValue()[1];
                IntStream.of(from, (from + to) / 2, to - 1)
                        .distinct()
                        .mapToObj(at -> memberChanged(path, line, member.getKey(), at))
                        .forEach(damages::add);
            }
            return damages.stream();
        });
    }

    private Damage memberChanged(String path, int line, String member, int at) {
        byte[] bytes = sample.lines(path).get(line).getBytes(StandardCharsets.UTF_8);
        bytes[at] ^= 1;
        String changed = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] file = sample.bytes(path).clone();
        int start = start(path, line);
        file[start + at] ^= 1;
        Damage damage = Damage.of(
                "byte " + at + " of line " + (line + 1) + ", in " + member + ", of " + path + ": " + changed.charAt(at),
                sample.copy().put(path, file));
        if (legacy(path, line)) {
            return legacyChanged(damage, path, line, member);
        }
        return member.equals("central_ledger_block")
                ? damage.finds(path, line + 1, CROSS_REFERENCE, DANGLING_REFERENCE, UNREADABLE_LINE)
                : damage.finds(path, line + 1, HASH_MISMATCH, UNREADABLE_LINE);
    }

    /** The block that adopts legacy ones, if there is one, holds all their bytes; their own hashes hold all but the signature. */
    private Damage legacyChanged(Damage damage, String path, int line, String member) {
        List<String> lines = sample.lines(path);
        int legacy =
                (int) lines.stream().filter(each -> !each.endsWith("\"v\":1}")).count();
        if (lines.size() > legacy) {
            damage.finds(path, legacy + 1, LEGACY_MISMATCH);
        }
        return member.equals("signature") ? damage : damage.finds(path, line + 1, HASH_MISMATCH, UNREADABLE_LINE);
    }

    private int start(String path, int line) {
        return sample.lines(path).subList(0, line).stream()
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length + 1)
                .sum();
    }

    Stream<Damage> removed() {
        return each((path, line) -> {
            Damage damage = Damage.of("line " + (line + 1) + " removed from " + path, edited(path, lines -> {
                lines.remove(line);
                return lines;
            }));
            gone(damage, path, line);
            return Stream.of(line + 1 < sample.lines(path).size() ? damage.finds(path, line + 1, BROKEN_LINK) : damage);
        });
    }

    /** What is found in the other tier when a line is gone from one. */
    private void gone(Damage damage, String path, int line) {
        String text = sample.lines(path).get(line);
        if (!path.equals(Layout.LEDGER)) {
            damage.finds(
                    Layout.LEDGER, centralLine(BlockText.get(text, "central_ledger_block")), MISSING_ELEMENT_BLOCK);
        } else if (legacy(path, line)) {
            damage.finds(path, 0, LEGACY_MISMATCH, HEIGHT_GAP);
        } else if (text.contains("\"element_modification\"")) {
            String data = BlockText.get(text, "data");
            int height = Integer.parseInt(BlockText.get(data, "element_height"));
            damage.finds(Forger.path(BlockText.string(data, "element_id")), height + 1, DANGLING_REFERENCE);
        } else {
            damage.finds(path, line + 1, HEIGHT_GAP);
        }
    }

    private int centralLine(String height) {
        List<String> lines = sample.lines(Layout.LEDGER);
        return 1
                + IntStream.range(0, lines.size())
                        .filter(i -> BlockText.get(lines.get(i), "height").equals(height))
                        .findFirst()
                        .orElseThrow();
    }

    Stream<Damage> doubled() {
        return each((path, line) ->
                Stream.of(Damage.of("line " + (line + 1) + " doubled in " + path, edited(path, lines -> {
                            lines.add(line, lines.get(line));
                            return lines;
                        }))
                        .finds(path, line + 2, HEIGHT_GAP)
                        .finds(path, line + 2, BROKEN_LINK)));
    }

    Stream<Damage> swapped() {
        return each((path, line) -> line == 0
                ? Stream.empty()
                : Stream.of(Damage.of(
                                "lines " + line + " and " + (line + 1) + " of " + path + " swapped",
                                edited(path, lines -> {
                                    lines.add(line - 1, lines.remove(line));
                                    return lines;
                                }))
                        .finds(path, line, HEIGHT_GAP)
                        .finds(path, line + 1, BROKEN_LINK)));
    }

    /** To the other end of its file. */
    Stream<Damage> moved() {
        return each((path, line) -> {
            int last = sample.lines(path).size() - 1;
            if (last < 2) {
                return Stream.empty();
            }
            int target = line < last ? last : 0;
            return Stream.of(Damage.of(
                            "line " + (line + 1) + " of " + path + " moved to line " + (target + 1),
                            edited(path, lines -> {
                                lines.add(target, lines.remove(line));
                                return lines;
                            }))
                    .finds(path, target + 1, HEIGHT_GAP, BROKEN_LINK));
        });
    }

    /**
     * A space behind the first brace: the block is the same. Legacy lines are no RFC 8785 form that another checker
     * could hold them to.
     */
    Stream<Damage> reformatted() {
        return each((path, line) -> legacy(path, line) ? Stream.empty() : Stream.of(reformatted(path, line)));
    }

    /** Legacy lines that are not as the Rust program wrote them, whose members and hashes are right. */
    Stream<Damage> legacyReformatted() {
        return each((path, line) -> legacy(path, line) ? Stream.of(reformatted(path, line)) : Stream.empty());
    }

    private Damage reformatted(String path, int line) {
        return Damage.of("line " + (line + 1) + " of " + path + " reformatted", edited(path, lines -> {
                    lines.set(line, "{ " + lines.get(line).substring(1));
                    return lines;
                }))
                .finds(path, line + 1, NOT_CANONICAL)
                .saying("its content is intact");
    }

    /** The file ends in the middle of a line. */
    Stream<Damage> torn() {
        return each((path, line) -> {
            int start = start(path, line);
            byte[] cut = Arrays.copyOf(
                    sample.bytes(path), start + sample.lines(path).get(line).length() / 2);
            return Stream.of(Damage.of(
                            "torn in line " + (line + 1) + " of " + path,
                            sample.copy().put(path, cut))
                    .finds(path, line + 1, TORN_LINE));
        });
    }

    Stream<Damage> all() {
        return Stream.of(memberChanged(), removed(), doubled(), swapped(), moved(), reformatted(), torn())
                .flatMap(each -> each);
    }
}
