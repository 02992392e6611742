package io.hostledger.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Items;
import io.hostledger.chain.Json;
import io.hostledger.chain.Layout;
import io.hostledger.chain.Members;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines read in place say what the blocks say that are read whole, and refuse what those refuse. */
class LineScansTest {
    private static final Path LEDGER = Path.of("src/test/resources/vectors/v1/ledger");

    @Test
    void everyElementLineSaysTheSame() throws IOException, UnreadableLine {
        ElementScan scan = new ElementScan();
        for (String line : elementLines()) {
            byte[] bytes = bytes("??" + line + "\nmore");
            assertTrue(scan.read(bytes, 2, bytes.length), line);
            assertEquals(bytes.length - 5, scan.end());
            ElementBlock block = ElementLine.read(Json.ofCanonical(line));
            assertEquals(line, scan.json().toString());
            assertEquals(block.height(), scan.height());
            assertEquals(block.hash(), scan.hash());
            assertEquals(block.hash(), scan.contentHash(new Hasher()));
            assertEquals(block.prevHash(), scan.prevHash());
            assertEquals(block.centralHeight(), scan.centralHeight());
            assertEquals(block.state().toString(), text(bytes, scan.state));
            assertEquals(block.changes().toString(), text(bytes, scan.changes));
            assertEquals(Json.string(block.elementId()).toString(), text(bytes, scan.elementId));
            assertEquals(block.by().changeId() != null, scan.changeId.present());
            if (block.centralHead() != null) {
                assertEquals(block.centralHead().hash(), scan.centralHeadHash());
                assertEquals(block.centralHead().height(), scan.centralHeadHeight());
            }
        }
    }

    @Test
    void everyCentralLineSaysTheSame() throws IOException, UnreadableLine {
        CentralScan scan = new CentralScan();
        for (String line : Files.readAllLines(LEDGER.resolve(Layout.LEDGER))) {
            byte[] bytes = bytes(line);
            assertTrue(scan.read(bytes, 0, bytes.length) && scan.readData(), line);
            CentralBlock block = CentralLine.read(Json.ofCanonical(line));
            assertEquals(block.height(), scan.height());
            assertEquals(block.height(), LineHeight.of(bytes));
            assertEquals(block.hash(), scan.contentHash(new Hasher()));
            assertEquals(block.prevHash(), scan.prevHash());
            assertEquals(block.element() != null, scan.ofElement());
            if (block.element() != null) {
                assertEquals(block.element().height(), scan.elementHeight());
                assertEquals(block.element().hash(), scan.elementHash());
                assertEquals(block.element().prevHash(), scan.prevElementHash());
            }
        }
    }

    @Test
    void noLineWithAByteLeftOutIsReadUnlessItIsABlockInCanonicalForm() throws IOException {
        ElementScan element = new ElementScan();
        for (String line : elementLines().subList(0, 4)) {
            byte[] bytes = bytes(line);
            for (int i = 0; i < bytes.length; i++) {
                byte[] less = without(bytes, i);
                assertEquals(
                        isElement(less), element.read(less, 0, less.length), new String(less, StandardCharsets.UTF_8));
                assertFalse(element.read(bytes, 0, i));
            }
        }
        CentralScan central = new CentralScan();
        for (String line : Files.readAllLines(LEDGER.resolve(Layout.LEDGER)).subList(2, 6)) {
            byte[] bytes = bytes(line);
            for (int i = 0; i < bytes.length; i++) {
                byte[] less = without(bytes, i);
                boolean read = central.read(less, 0, less.length) && central.readData();
                assertEquals(isCentral(less), read, new String(less, StandardCharsets.UTF_8));
                assertFalse(central.read(bytes, 0, i));
            }
        }
    }

    /** A timestamp is not looked at by a scan: those with a byte left out are the others' to refuse. */
    private static boolean isElement(byte[] line) {
        try {
            ElementLine.read(Json.ofCanonical(withTimestamp(line)));
            return StrictJson.isCanonical(line, 0, line.length, ElementLine.MAX_LEVELS) && shaped(line);
        } catch (UnreadableLine | RuntimeException e) {
            return false;
        }
    }

    /** Whether every change is {@code {field, new_value?, old_value?}}. */
    private static boolean shaped(byte[] line) {
        Items changes = Objects.requireNonNull(
                        Json.ofCanonical(line, 0, line.length).member("changes"))
                .items();
        while (changes.next()) {
            Json field = changes.value().member("field");
            Members members = changes.value().members();
            while (members.next()) {
                if (!Set.of("field", "new_value", "old_value").contains(members.name())) {
                    return false;
                }
            }
            if (field == null || !field.isString()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCentral(byte[] line) {
        try {
            CentralLine.read(Json.ofCanonical(withTimestamp(line)));
            return StrictJson.isCanonical(line, 0, line.length, ElementLine.MAX_LEVELS);
        } catch (UnreadableLine | RuntimeException e) {
            return false;
        }
    }

    private static String withTimestamp(byte[] line) {
        return new String(line, StandardCharsets.UTF_8)
                .replaceFirst("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"2025-10-13T10:02:00.000000Z\"");
    }

    private static byte[] without(byte[] bytes, int at) {
        byte[] less = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, less, 0, at);
        System.arraycopy(bytes, at + 1, less, at, bytes.length - at - 1);
        return less;
    }

    private static List<String> elementLines() throws IOException {
        try (Stream<Path> paths = Files.walk(LEDGER.resolve(Layout.CHAINS))) {
            return paths.filter(Files::isRegularFile)
                    .sorted()
                    .flatMap(path -> {
                        try {
                            return Files.readAllLines(path).stream();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes, Span span) {
        return new String(bytes, span.from(), span.to() - span.from(), StandardCharsets.UTF_8);
    }
}
