package io.hostledger.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private static final ElementTypes TYPES = ElementTypes.standard();

    @ParameterizedTest
    @CsvSource({
        "interface:vi101, element-chains/network/interfaces/vi101.jsonl",
        "file:/etc/nginx/nginx.conf, element-chains/filesystem/files/etc_nginx_nginx.conf.jsonl",
        "file:/etc/nginx_x/.a b%, element-chains/filesystem/files/etc_nginx%5Fx_.a%20b%25.jsonl",
        "file:/.bashrc, element-chains/filesystem/files/%2Ebashrc.jsonl",
        "mount:/, element-chains/filesystem/mounts/_.jsonl",
        "file:/_, element-chains/filesystem/files/%5F.jsonl",
        "service:größe x, element-chains/processes/services/gr%C3%B6%C3%9Fe%20x.jsonl",
        "service:.., element-chains/processes/services/%2E..jsonl",
        "service:a:b, element-chains/processes/services/a%3Ab.jsonl",
    })
    void idsHaveTheFilesOfTheContract(String id, String path) throws InvalidElementId {
        assertEquals(path, Layout.chain(TYPES.parse(id)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "interface",
                "interface:",
                "nothing:x",
                ":x",
                "file:relative",
                "file:",
                "file:/a/../b",
                "file:/a/./b",
                "file:/a//b",
                "file:/a/",
                "file://",
                "file:/..",
                "interface:a\u0000b",
                "interface:a\nb",
                "interface:a\u007fb",
                "interface:a\u0085b",
            })
    void whatIsNoIdIsRefused(String id) {
        assertThrows(InvalidElementId.class, () -> TYPES.parse(id));
    }

    @Test
    void anIdHas1024BytesAndNotOneMore() throws InvalidElementId {
        String longest = "service:" + "ä".repeat((ElementId.MAX_BYTES - 8) / 2);
        assertEquals(ElementId.MAX_BYTES, longest.getBytes(StandardCharsets.UTF_8).length);
        TYPES.parse(longest);
        assertThrows(InvalidElementId.class, () -> TYPES.parse(longest + "a"));
    }

    @Test
    void aLongNameIsCutAndNamedByItsHash() throws InvalidElementId {
        String path = Layout.chain(TYPES.parse("service:" + "n".repeat(201)));
        assertTrue(path.matches("element-chains/processes/services/n{120}~[0-9a-f]{64}\\.jsonl"), path);
        String whole = Layout.chain(TYPES.parse("service:" + "n".repeat(200)));
        assertEquals("element-chains/processes/services/" + "n".repeat(200) + ".jsonl", whole);
    }

    /** However an id is made, its file is directly in its folder, and no other id's. */
    @Test
    void noIdGivesAFileElsewhereOrAnothersFile() {
        List<String> parts = List.of(
                "..",
                ".",
                "/",
                "//",
                "%2e%2e",
                "%2F",
                "CON",
                "nul",
                "~",
                "_",
                "%",
                "%5F",
                "a",
                "A",
                "😀",
                "é",
                "e\u0301",
                "\u202e",
                " ",
                "\\",
                "*",
                ":",
                "-",
                "x".repeat(60),
                "/".repeat(1_000),
                ".jsonl",
                "\uFFFD");
        Random random = new Random(11);
        List<ElementType> types = List.copyOf(TYPES.all());
        Map<String, String> owners = new HashMap<>();
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            ElementType type = types.get(random.nextInt(types.size()));
            StringBuilder id = new StringBuilder(type.prefix()).append(':').append(type.path() ? "/" : "");
            for (int n = random.nextInt(6); n >= 0; n--) {
                id.append(parts.get(random.nextInt(parts.size())));
            }
            ElementId element;
            try {
                element = TYPES.parse(id.toString());
            } catch (InvalidElementId refused) {
                continue;
            }
            accepted++;
            Path file = Path.of(Layout.chain(element));
            assertEquals(file.normalize(), file, element.text());
            assertEquals(Path.of(Layout.folder(type)), file.getParent(), element.text());
            assertTrue(file.getFileName().toString().length() <= 255, element.text());
            assertFalse(file.getFileName().toString().startsWith("."), element.text());
            String owner = owners.putIfAbsent(file.toString(), element.text());
            assertTrue(owner == null || owner.equals(element.text()), () -> owner + " and " + element.text());
        }
        assertTrue(accepted > 20_000, "only " + accepted + " ids were accepted");
    }

    @Test
    void moreTypesCanBeConfiguredButNoFolderTwice() throws InvalidElementId {
        ElementTypes more = TYPES.with("vm", "VirtualMachine", "virtual/machines");
        assertEquals("element-chains/virtual/machines/7.jsonl", Layout.chain(more.parse("vm:7")));
        assertThrows(InvalidElementId.class, () -> TYPES.parse("vm:7"));
        assertThrows(IllegalArgumentException.class, () -> TYPES.with("vm", "Vm", "network/interfaces"));
        assertThrows(IllegalArgumentException.class, () -> TYPES.with("vm", "Vm", "network/interfaces/vms"));
        assertThrows(IllegalArgumentException.class, () -> TYPES.with("vm", "Vm", "network"));
        assertThrows(IllegalArgumentException.class, () -> TYPES.with("vm", "Vm", "../out"));
        assertThrows(IllegalArgumentException.class, () -> TYPES.with("Vm", "Vm", "vms"));
    }

    @Test
    void headsAreWrittenAsHeightAndHash() {
        Head head = new Head(17, Hasher.of(new byte[] {1}));
        assertEquals(head, Head.parse(head.toString()));
        assertNull(Head.parse("17"));
        assertNull(Head.parse("017:" + head.hash()));
        assertNull(Head.parse("17:" + head.hash().toString().toUpperCase(Locale.ROOT)));
    }
}
