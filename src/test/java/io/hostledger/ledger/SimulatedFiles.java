package io.hostledger.ledger;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.disk.FakeDisk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of both tiers, as they stand in the files of a simulated disk. */
final class SimulatedFiles {
    /** What a line says: the element is empty in a central one, members that it lacks are null. */
    record Line(
            String element,
            long height,
            Hash hash,
            @Nullable String reason,
            @Nullable String changeId,
            long central) {
        static Line of(String text) {
            Json block = Json.ofCanonical(text);
            Hash hash = Hash.parse(block.member("hash").string());
            long height = block.member("height").height();
            Json element = block.member("element_id");
            if (element == null) {
                return new Line("", height, hash, null, string(block.member("data"), "change_id"), height);
            }
            long central = block.member("central_ledger_block").height();
            return new Line(element.string(), height, hash, string(block, "reason"), null, central);
        }

        private static @Nullable String string(Json block, String name) {
            Json member = block.member(name);
            return member == null ? null : member.string();
        }
    }

    private final List<String> central = new ArrayList<>();
    private final Set<String> lines = new HashSet<>();
    /** By element, then height; those of the central ledger under the empty name. */
    private final Map<String, List<Hash>> hashes = new HashMap<>();
    /** Element lines, by the height of their central block. */
    private final Map<Long, String> elements = new HashMap<>();

    private final Set<String> reasons = new HashSet<>();
    private final List<String> changeIds = new ArrayList<>();

    /** @param known lines that were read before: the same ones come after every end */
    SimulatedFiles(FakeDisk disk, Map<String, Line> known) {
        disk.contents().forEach((path, bytes) -> {
            if (path.endsWith(Layout.SUFFIX)) {
                new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .forEach(text -> add(text, known.computeIfAbsent(text, Line::of)));
            }
        });
    }

    private void add(String text, Line line) {
        lines.add(text);
        hashes.computeIfAbsent(line.element, none -> new ArrayList<>()).add(line.hash);
        if (!line.element.isEmpty()) {
            elements.put(line.central, text);
        } else {
            central.add(text);
        }
        if (line.reason != null) {
            reasons.add(line.reason);
        }
        if (line.changeId != null) {
            changeIds.add(line.changeId);
        }
    }

    /** Central lines, in order. */
    List<String> central() {
        return central;
    }

    /** What one who asked for details is sent for a central line. */
    String details(String line) {
        String element = elements.get(Json.ofCanonical(line).member("height").height());
        return "{\"central\":" + line + (element == null ? "" : ",\"element\":" + element) + "}";
    }

    /** Whether a line is there, byte for byte. */
    boolean holds(String line) {
        return lines.contains(line);
    }

    /** The hash of a block of an element, or of a central one if the element is empty; null if there is none. */
    @Nullable
    Hash hash(String element, long height) {
        List<Hash> chain = hashes.getOrDefault(element, List.of());
        return height < chain.size() ? chain.get((int) height) : null;
    }

    /** The reasons of all changes. */
    Set<String> reasons() {
        return reasons;
    }

    /** A change_id that more than one central block bears; null if there is none. */
    @Nullable
    String doubledChangeId() {
        Set<String> once = new HashSet<>();
        return changeIds.stream().filter(id -> !once.add(id)).findFirst().orElse(null);
    }
}
