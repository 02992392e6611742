package io.hostledger.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.LegacyBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyLineTest {
    private static final String LINE =
            "{\"timestamp\":18446744073709551615,\"height\":1,\"prev_hash\":\"\",\"hash\":\"x\","
                    + "\"producer\":\"p\",\"category\":\"c\",\"action\":\"a\",\"user\":\"u\",\"hostname\":\"h\",\"pid\":4294967295,"
                    + "\"data\":[1e16,-0.0,18446744073709551615],\"metadata\":{\"b\":\"2\",\"a\":\"1\"},\"signature\":null}";

    @Test
    void everyLineOfTheRustProgramHasTheHashThatItSays() throws IOException, UnreadableLine {
        long height = 0;
        for (String line : Files.readAllLines(Path.of("src/test/resources/legacy/ledger.jsonl"))) {
            LegacyBlock block = read(line);
            assertEquals(block.hash(), block.contentHash().toString(), line);
            assertTrue(block.asWritten(), line);
            assertEquals(++height, block.height());
        }
        assertEquals(70, height);
    }

    @Test
    void numbersKeepTheirWholeRange() throws UnreadableLine {
        LegacyBlock block = read(LINE);
        assertEquals(-1, block.timestamp());
        assertEquals(-1, block.pid());
        assertEquals("[1e16,-0.0,18446744073709551615]", block.data());
        unreadable(LINE.replace("18446744073709551615,\"height", "18446744073709551616,\"height"));
        unreadable(LINE.replace("4294967295", "4294967296"));
        unreadable(LINE.replace("\"height\":1", "\"height\":-1"));
        unreadable(LINE.replace("\"height\":1", "\"height\":1.0"));
        unreadable(LINE.replace("\"height\":1", "\"height\":1e2"));
    }

    @Test
    void dataIsHashedFromItsOwnText() throws UnreadableLine {
        assertNotEquals(
                read(LINE).contentHash(),
                read(LINE.replace("1e16", "10000000000000000.0")).contentHash());
        assertNotEquals(
                read(LINE).contentHash(),
                read(LINE.replace("[1e16,", "[1e16, ")).contentHash());
    }

    @Test
    void neitherTheOrderOfMembersNorSpacesAroundDataChangeTheHash() throws UnreadableLine {
        assertEquals(
                read(LINE).contentHash(),
                read(LINE.replace("\"b\":\"2\",\"a\":\"1\"", "\"a\":\"1\",\"b\":\"2\""))
                        .contentHash());
        assertEquals(
                read(LINE).contentHash(),
                read(LINE.replace("\"data\":[", " \"data\" : [").replace("],\"meta", "] , \"meta"))
                        .contentHash());
        assertEquals(
                read(LINE).contentHash(),
                read(" " + LINE.replace("\"p\"", "\"\\u0070\"") + "\r").contentHash());
    }

    @Test
    void aLineThatWasWrittenAnewIsToldFromTheRustProgramsOwn() throws UnreadableLine {
        assertTrue(read(LINE).asWritten());
        assertTrue(read(LINE.replace("\"b\":\"2\",\"a\":\"1\"", "\"a\":\"1\",\"b\":\"2\""))
                .asWritten());
        assertTrue(read(LINE.replace("[1e16,", "[1e16, \t")).asWritten(), "its data is hashed as it stands");
        for (String other : List.of(
                " " + LINE,
                LINE + "\r",
                LINE.replace(",\"height\"", ", \"height\""),
                LINE.replace("\"height\":", "\"height\":\t"),
                LINE.replace("\"height\":1", "\"height\":1 "),
                LINE.replace("null}", "null }"),
                LINE.replace("[1e16,", "[1e16,\r"),
                LINE.replace("\"height\"", "\"\\u0068eight\""),
                LINE.replace("\"u\"", "\"\\u0075\""),
                LINE.replace("\"user\":\"u\",\"hostname\":\"h\"", "\"hostname\":\"h\",\"user\":\"u\""))) {
            assertFalse(read(other).asWritten(), other);
            assertEquals(read(LINE).height(), read(other).height());
        }
    }

    @Test
    void metadataIsSortedByItsUtf8Bytes() throws UnreadableLine {
        // In UTF-16 the first of these would come before the second.
        String astral = LINE.replace("\"b\":\"2\",\"a\":\"1\"", "\"\uD83D\uDE00\":\"1\",\"\uFF5E\":\"2\"");
        String run = LINE.replace("\"b\":\"2\",\"a\":\"1\"", "\"\uFF5E\":\"2\uD83D\uDE00:1\"");
        assertEquals(read(run).contentHash(), read(astral).contentHash());
    }

    @Test
    void anotherMemberNoneOrTwoOfAnyMakeTheLineUnreadable() {
        unreadable(LINE.replace("\"pid\":4294967295,", ""));
        unreadable(LINE.replace("\"pid\":", "\"pid2\":"));
        unreadable(LINE.replace("\"user\":", "\"extra\":1,\"user\":"));
        unreadable(LINE.replace("\"user\":\"u\"", "\"user\":\"u\",\"user\":\"u\""));
        unreadable(LINE.replace("[1e16,", "[{\"a\":1,\"a\":1},"));
        unreadable(LINE.replace("\"b\":\"2\"", "\"a\":\"2\""));
        unreadable(LINE.replace("\"b\":\"2\"", "\"b\":2"));
        unreadable(LINE.replace("\"signature\":null", "\"signature\":1"));
        unreadable(LINE.replace("\"user\":\"u\"", "\"user\":null"));
        unreadable(LINE.replace("1e16", "1e400"));
        unreadable(LINE.replace("\"u\"", "\"\\ud800\""));
        unreadable("[]");
        unreadable("");
        unreadable("{}");
    }

    private static LegacyBlock read(String line) throws UnreadableLine {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return new LegacyLine().read(bytes, 0, bytes.length);
    }

    private static void unreadable(String line) {
        assertThrows(UnreadableLine.class, () -> read(line), line);
    }
}
