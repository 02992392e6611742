package io.hostledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Diff;
import io.hostledger.chain.Json;
import io.hostledger.codec.ElementScan;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DiffCheckTest {
    private static final String[] NAMES = {"a", "a!", "a-b", "ab", "b", "b/c", "b~", "c", "ü"};
    private static final String LINE =
            "{\"actor\":\"a\",\"actor_source\":\"asserted\",\"central_ledger_block\":0,\"changes\":%s,"
                    + "\"element_id\":\"file:/a\",\"hash\":\"%s\",\"height\":0,\"modification_type\":\"m\",\"prev_hash\":\"%s\","
                    + "\"state_snapshot\":%s,\"timestamp\":\"2025-10-13T10:02:00.000000Z\",\"v\":1}";

    private final SplittableRandom random = new SplittableRandom(7);
    private final DiffCheck check = new DiffCheck();

    @Test
    void onlyTheDifferencesAreEverRecognized() {
        int sure = 0;
        for (int i = 0; i < 4_000; i++) {
            String before = object(3);
            String after = random.nextInt(3) == 0 ? object(3) : changed(before);
            String changes = Diff.between(Json.ofCanonical(before), Json.ofCanonical(after))
                    .toString();
            sure += check.sure(scan(before, "[]"), scan(after, changes)) ? 1 : 0;
            String others = Diff.between(Json.ofCanonical(before), Json.ofCanonical(changed(after)))
                    .toString();
            if (!others.equals(changes)) {
                assertFalse(check.sure(scan(before, "[]"), scan(after, others)), before + after + others);
            }
        }
        assertTrue(sure > 1_000, "recognized " + sure);
    }

    @Test
    void plainChangesAreRecognized() {
        sure("{\"a\":1,\"b\":2,\"c\":3}", "{\"a\":1,\"b\":20,\"c\":3}");
        sure("{\"a\":1,\"c\":3}", "{\"a\":1,\"b\":2,\"c\":3}");
        sure("{\"a\":1,\"b\":2,\"c\":3}", "{\"c\":3}");
        sure("{\"a\":{\"x\":1,\"y\":{\"z\":[]}},\"b\":1}", "{\"a\":{\"x\":1,\"y\":{\"z\":[1]}},\"b\":12}");
        sure("{}", "{\"a\":{}}");
        sure("{\"a\":1}", "{\"a\":1}");
    }

    private void sure(String before, String after) {
        String changes =
                Diff.between(Json.ofCanonical(before), Json.ofCanonical(after)).toString();
        assertTrue(check.sure(scan(before, "[]"), scan(after, changes)), changes);
    }

    private static ElementScan scan(String state, String changes) {
        String zeros = "0".repeat(64);
        byte[] line = LINE.formatted(changes, zeros, zeros, state).getBytes(StandardCharsets.UTF_8);
        ElementScan scan = new ElementScan();
        assertTrue(scan.read(line, 0, line.length), () -> new String(line, StandardCharsets.UTF_8));
        assertEquals(line.length, scan.end());
        return scan;
    }

    private String object(int levels) {
        TreeMap<String, String> members = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put(NAMES[random.nextInt(NAMES.length)], value(levels - 1));
        }
        return BlockText.object(members);
    }

    private String value(int levels) {
        return switch (random.nextInt(levels > 0 ? 6 : 3)) {
            case 0 -> String.valueOf(random.nextInt(100));
            case 1 -> "\"\\\"" + random.nextInt(100) + "\"";
            case 2 -> "[1,{\"a\":null}]";
            default -> object(levels);
        };
    }

    /** An object with a member changed, added or removed, at any level. */
    private String changed(String object) {
        TreeMap<String, String> members = BlockText.members(object);
        String name = NAMES[random.nextInt(NAMES.length)];
        String old = members.get(name);
        if (old != null && old.startsWith("{") && random.nextBoolean()) {
            members.put(name, changed(old));
        } else if (old != null && random.nextInt(3) == 0) {
            members.remove(name);
        } else {
            members.put(name, value(2));
        }
        return BlockText.object(members);
    }
}
