package io.hostledger.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts stand here a character a byte, so that what is not UTF-8 can be written. */
class StrictJsonRefusalTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // grammar
                "``, ``, 0",
                "` `, ``, 1",
                "`\u00EF\u00BB\u00BF1`, ``, 0",
                "`1 1`, ``, 2",
                "`{}]`, ``, 2",
                "`\u000B1`, ``, 0",
                "`\u00A01`, ``, 0",
                "`nul`, ``, 0",
                "`nulL`, ``, 0",
                "`True`, ``, 0",
                "`NaN`, ``, 0",
                "`'a'`, ``, 0",
                "`// no\n1`, ``, 0",
                "`[1,]`, `/1`, 3",
                "`[,1]`, `/0`, 1",
                "`[1 2]`, ``, 3",
                "`[1}`, ``, 2",
                "`[1`, ``, 2",
                "`[`, `/0`, 1",
                "`{`, ``, 1",
                "`{\"a\":1,}`, ``, 7",
                "`{,}`, ``, 1",
                "`{a:1}`, ``, 1",
                "`{1:1}`, ``, 1",
                "`{\"a\"}`, `/a`, 4",
                "`{\"a\":}`, `/a`, 5",
                "`{\"a\" 1}`, `/a`, 5",
                "`{\"a\":1 \"b\":2}`, ``, 7",
                "`{\"a\":1`, ``, 6",
                "`{\"a\":[0,{\"b\":?}]}`, `/a/1/b`, 13",
                "`{\"x/y~z\":{\"\\u0041\\n\":[tru]}}`, `/x~1y~0z/A\n/0`, 22",
                // numbers
                "`+1`, ``, 0",
                "`.5`, ``, 0",
                "`-`, ``, 1",
                "`-a`, ``, 1",
                "`01`, ``, 1",
                "`-01`, ``, 2",
                "`00`, ``, 1",
                "`1.`, ``, 2",
                "`1.e5`, ``, 2",
                "`1e`, ``, 2",
                "`1e+`, ``, 3",
                "`1ea`, ``, 2",
                "`1_000`, ``, 1",
                "`0x10`, ``, 1",
                "`1d`, ``, 1",
                "`[1,1e400]`, `/1`, 3",
                "`-1e400`, ``, 0",
                "`1.7976931348623159e308`, ``, 0",
                "`{\"n\":18446744073709551615}`, `/n`, 5",
                "`9007199254740993`, ``, 0",
                "`-9007199254740993`, ``, 0",
                "`18446744073709551616`, ``, 0",
                "`100000000000000000001`, ``, 0",
                "`99999999999999991611392`, ``, 0",
                // strings
                "`\"a`, ``, 0",
                "`\"a\\\"`, ``, 0",
                "`[\"a\nb\"]`, `/0`, 3",
                "`\"\u0000\"`, ``, 1",
                "`\"\\x41\"`, ``, 1",
                "`\"\\\u0000\"`, ``, 1",
                "`\"\\U0041\"`, ``, 1",
                "`\"\\u004\"`, ``, 1",
                "`\"\\u00g0\"`, ``, 1",
                "`\"\\u+041\"`, ``, 1",
                "`\"\\u`, ``, 1",
                "`\"\\`, ``, 1",
                "`\"\\ud800\"`, ``, 1",
                "`\"\\udc00\"`, ``, 1",
                "`\"\\ud800\\ud800\"`, ``, 1",
                "`\"\\ud800x\"`, ``, 1",
                "`\"\\ud800\\n\"`, ``, 1",
                "`\"\\ud800\\u00\"`, ``, 7",
                "`{\"\\udead\":1}`, ``, 2",
                // UTF-8
                "`\"\u0080\"`, ``, 1",
                "`\"\u00C0\u0080\"`, ``, 1",
                "`\"\u00C1\u00BF\"`, ``, 1",
                "`\"\u00C3\"`, ``, 1",
                "`\"\u00C3(\"`, ``, 1",
                "`\"\u00E0\u0080\u0080\"`, ``, 1",
                "`\"\u00E0\u009F\u00BF\"`, ``, 1",
                "`\"\u00ED\u00A0\u0080\"`, ``, 1",
                "`\"\u00ED\u00BF\u00BF\"`, ``, 1",
                "`\"\u00E2\u0082\"`, ``, 1",
                "`\"\u00F0\u008F\u00BF\u00BF\"`, ``, 1",
                "`\"\u00F4\u0090\u0080\u0080\"`, ``, 1",
                "`\"\u00F5\u0080\u0080\u0080\"`, ``, 1",
                "`\"\u00FF\"`, ``, 1",
                "`\"\u00F0\u009F\u0098`, ``, 1",
                // duplicates
                "`{\"a\":1,\"a\":1}`, `/a`, 7",
                "`{\"a\":1,\"b\":2,\"\\u0061\":3}`, `/a`, 13",
                "`[{\"x\":{\"b\":1,\"a\":2,\"b\":3}}]`, `/0/x/b`, 19",
                "`{\"\":1,\"\":1}`, `/`, 6",
            })
    void whatIsNotAcceptedJsonIsRefusedWithItsPlace(String text, String pointer, int at) {
        MalformedJson fault = refused(text, 64);
        assertEquals(pointer, fault.pointer());
        assertTrue(fault.detail().endsWith(" (byte " + at + ")."), fault.detail());
    }

    @Test
    void theContainerThatIsOneLevelTooDeepIsAtFault() {
        assertEquals("/0/0", refused("[[[0]]]", 2).pointer());
        assertEquals("/0/a", refused("[{\"a\":{}}]", 2).pointer());
        assertEquals("", refused("{}", 0).pointer());
        assertEquals(
                "/0".repeat(64), refused("[".repeat(65) + "]".repeat(65), 64).pointer());
    }

    @Test
    void detailsArePlainSentences() {
        assertDetail("Expected a value, found '}' (byte 5).", "{\"a\":}");
        assertDetail("Expected ',' or ']', found the byte 0x07 (byte 2).", "[1\u0007]");
        assertDetail("Expected a value, found the byte 0xEF (byte 0).", "\u00EF\u00BB\u00BF1");
        assertDetail("The text ends where a value is expected (byte 0).", "");
        assertDetail("The string lacks its closing quote (byte 0).", "\"abc");
        assertDetail("The escape \\uD800 is a lone surrogate (byte 1).", "\"\\uD800\"");
        assertDetail("A second member of this name (byte 7).", "{\"a\":1,\"a\":2}");
        assertDetail("More than 2 levels of objects and arrays (byte 2).", "[[[]]]");
        assertDetail("The number 1e400 is too large for a double (byte 0).", "1e400");
        assertDetail(
                "The number 9007199254740993 would not be kept as it is; send a string (byte 0).", "9007199254740993");
    }

    @Test
    void aDetailTellsAtMostFortyCharactersOfTheText() {
        String detail = refused("1".repeat(500), 0).detail();
        assertTrue(detail.contains(" " + "1".repeat(37) + "... "), detail);
    }

    @Test
    void offsetsCountFromTheStartOfTheRange() {
        byte[] text = "[[1,x]]".getBytes(ISO_8859_1);
        MalformedJson fault = assertThrows(MalformedJson.class, () -> new StrictJson().read(text, 1, 6, 1));
        assertEquals("/1", fault.pointer());
        assertEquals("Expected a value, found 'x' (byte 3).", fault.detail());
    }

    private static void assertDetail(String expected, String text) {
        assertEquals(expected, refused(text, 2).detail());
    }

    private static MalformedJson refused(String text, int maxLevels) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        assertFalse(StrictJson.isCanonical(bytes, 0, bytes.length, maxLevels));
        return assertThrows(MalformedJson.class, () -> new StrictJson().read(bytes, 0, bytes.length, maxLevels));
    }
}
