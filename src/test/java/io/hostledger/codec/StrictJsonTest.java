package io.hostledger.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Json;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static final String RFC_SAMPLE = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50,
                          2e-3, 0.000000000000000000000000001],
              "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
              "literals": [null, true, false]
            }
            """;

    private final StrictJson json = new StrictJson();

    @Test
    void sampleOfRfc8785Section322IsWrittenAsThere() throws Exception {
        assertEquals("""
                {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}""", read(RFC_SAMPLE));
    }

    @Test
    void aTextOfTheValuesOwnIsReadAsAnyOther() throws Exception {
        assertEquals(
                "{\"a\":[1]}", json.readOwn("{\"a\":[1]}".getBytes(UTF_8), 64).toString());
        assertEquals(
                "{\"a\":1,\"b\":2}",
                json.readOwn("{ \"b\":2,\"a\":1.0 }".getBytes(UTF_8), 64).toString());
        assertThrows(MalformedJson.class, () -> json.readOwn("{\"a\":1,\"a\":1}".getBytes(UTF_8), 64));
        assertThrows(MalformedJson.class, () -> json.readOwn("[[1]]".getBytes(UTF_8), 1));
    }

    @Test
    void membersOfRfc8785Section323AreOrderedAsThere() throws Exception {
        assertEquals("""
                {"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",\
                "€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}""", read("""
                        {
                          "\\u20ac": "Euro Sign",
                          "\\r": "Carriage Return",
                          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                          "1": "One",
                          "\\ud83d\\ude00": "Emoji: Grinning Face",
                          "\\u0080": "Control",
                          "\\u00f6": "Latin Small Letter O With Diaeresis"
                        }
                        """));
    }

    @Test
    void bytesOfRfc8785Section324AreWritten() throws Exception {
        byte[] expected = HexFormat.of().parseHex("""
                        7b226c69746572616c73223a5b6e756c6c2c74727565\
                        2c66616c73655d2c226e756d62657273223a\
                        5b3333333333333333332e333333333333332c31\
                        652b33302c342e352c302e3030322c31652d3237\
                        5d2c22737472696e67223a22e282ac245c753030\
                        30665c6e4127425c225c5c5c5c5c222f227d""");
        byte[] text = RFC_SAMPLE.getBytes(UTF_8);
        assertArrayEquals(expected, json.read(text, 0, text.length, 2).toBytes());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "-0, 0",
                "-0.0, 0",
                "0e5, 0",
                "-0E-5, 0",
                "1e-400, 0",
                "10.0, 10",
                "1.50, 1.5",
                "0.0000001, 1e-7",
                "0.000001, 0.000001",
                "-0.00000100, -0.000001",
                "1E2, 100",
                "1e+2, 100",
                "9007199254740992, 9007199254740992",
                "-9007199254740992, -9007199254740992",
                "9007199254740994, 9007199254740994",
                "9007199254740993.0, 9007199254740992",
                "9007199254740993e0, 9007199254740992",
                "18446744073709552000, 18446744073709552000",
                "100000000000000000000, 100000000000000000000",
                "1000000000000000000000, 1e+21",
                "100000000000000000000000, 1e+23",
                "-123000000000000000000000, -1.23e+23",
                "1.7976931348623157e308, 1.7976931348623157e+308",
                "4.9e-324, 5e-324",
                "0.1234567890123456789, 0.12345678901234568",
                "123456789012345.6, 123456789012345.6",
            })
    void numbersAreTheNearestDoubleInEcmaScriptNotation(String text, String expected) throws Exception {
        assertEquals(expected, read(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"\\/\\u0041\\u00e9\\u20AC\\ud83d\\ude00\"`, `\"/Aé€😀\"`",
                "`\"\\u0000\\u001F\\u0008\\u0009\\u000a\\u000C\\u000d\\u000b\"`, `\"\\u0000\\u001f\\b\\t\\n\\f\\r\\u000b\"`",
                "`\"\\u0022\\u005c\\u007f\\u2028\"`, `\"\\\"\\\\\u007f\u2028\"`",
                "`\"\uFFFF\uE000\\uFFFE\"`, `\"\uFFFF\uE000\uFFFE\"`",
                "`{\"b\":1,\"a\":{\"d\":[],\"c\":{}}}`, `{\"a\":{\"c\":{},\"d\":[]},\"b\":1}`",
                "`{\"b\":1,\"\":2,\"a\\u0022\":3,\"a!\":4,\"a\":5}`, `{\"\":2,\"a\":5,\"a!\":4,\"a\\\"\":3,\"b\":1}`",
                "`{\"\\ue000\":1,\"\\ud83d\\ude00\":2,\"\ud7ff\":3}`, `{\"\ud7ff\":3,\"😀\":2,\"\ue000\":1}`",
                "` [ 1 , true ,\tfalse,null ] `, `[1,true,false,null]`",
            })
    void textsAreWrittenInRfc8785Form(String text, String expected) throws Exception {
        assertEquals(expected, read(text));
    }

    @Test
    void manyMembersInAnyOrderAreOrdered() throws Exception {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            text.append("\"")
                    .append((char) ('a' + i % 7))
                    .append((i * 7_919L) % 100_000 + 100_000)
                    .append("\":0,");
        }
        text.setCharAt(text.length() - 1, '}');
        Json read = json.read(text.toString().getBytes(UTF_8), 0, text.length(), 1);
        var members = read.members();
        String last = "";
        int count = 0;
        while (members.next()) {
            assertTrue(last.compareTo(members.name()) < 0);
            last = members.name();
            count++;
        }
        assertEquals(100_000, count);
    }

    @Test
    void aRangeInsideAnArrayIsReadAloneAndOnBytesOfItsOwn() throws Exception {
        byte[] text = "x[1, 2]y[3]".getBytes(UTF_8);
        Json spaced = json.read(text, 1, 7, 1);
        Json canonical = json.read(text, 8, 11, 1);
        text[2] = '9';
        text[9] = '9';
        assertEquals("[1,2]", spaced.toString());
        assertEquals("[3]", canonical.toString());
        assertFalse(StrictJson.isCanonical(text, 0, 7, 1));
        assertTrue(StrictJson.isCanonical(text, 8, 11, 1));
        assertFalse(StrictJson.isCanonical(text, 8, 10, 1));
    }

    @Test
    void levelsAreCountedFromTheOutermostContainer() throws Exception {
        assertEquals("1", read(" 1", 0));
        String deep = "[".repeat(64) + "]".repeat(64);
        assertEquals(deep, read(deep, 64));
        assertEquals(deep, read(" " + deep, 64));
        assertThrows(MalformedJson.class, () -> read(deep, 63));
        assertThrows(MalformedJson.class, () -> read(" " + deep, 63));
        assertEquals("[{\"a\":[]},[[]]]", read("[{\"a\":[]}, [[]]]", 3));
    }

    @Test
    void aReaderIsAsGoodAsNewAfterAFault() throws Exception {
        assertThrows(MalformedJson.class, () -> read("{\"z\":{\"y\":1,\"x\":[0,"));
        assertEquals("{\"a\":2,\"b\":1}", read("{\"b\":1,\"a\":2}"));
        MalformedJson fault = assertThrows(MalformedJson.class, () -> read("[0,{\"q\":-}]"));
        assertEquals("/1/q", fault.pointer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-1",
                "123456789012345",
                "9007199254740992",
                "0.5",
                "-12.25",
                "1e-7",
                "1e+21",
                "\"\"",
                "\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\u007f/é€😀\"",
                "{}",
                "[]",
                "[[],{}]",
                "{\"\":0}",
                "{\"\":0,\"a\":1}",
                "{\"A\":0,\"a\":1}",
                "{\"a\":0,\"a\\\"\":1}",
                "{\"a\":0,\"a!\":0,\"a\\\"\":1}",
                "{\"\\u0000\":0,\"\\b\":0,\"\\n\":0,\"\\u000b\":0,\" \":0}",
                "{\"😀\":0,\"\ue000\":0}",
                "[0.000001,123456789.125,1.7976931348623157e+308]",
            })
    void whatIsInRfc8785FormIsToldSo(String text) throws Exception {
        assertTrue(StrictJson.isCanonical(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length, 4));
        assertEquals(text, read(" " + text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 1",
                "1 ",
                "-0",
                "-0.0",
                "0.0",
                "1.0",
                "1.50",
                "1E2",
                "1e2",
                "1e21",
                "0.0000001",
                "9007199254740993.0",
                "\"\\/\"",
                "\"\\u0041\"",
                "\"\\u000A\"",
                "\"\\u000a\"",
                "\"\\u001F\"",
                "\"\\u007f\"",
                "\"\\u0022\"",
                "\"\\ud83d\\ude00\"",
                "[1, 2]",
                "{\"a\" :1}",
                "{\"b\":1,\"a\":2}",
                "{\"\ue000\":0,\"😀\":0}",
                "{\"a\\\"\":0,\"a!\":0}",
                "{\"a\":0,\"\":0}",
                "{\"ab\":0,\"a\":0}",
            })
    void whatIsAcceptedInAnotherFormIsNotCanonical(String text) throws Exception {
        assertFalse(StrictJson.isCanonical(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length, 4));
        String read = read(text);
        assertFalse(text.equals(read));
        assertTrue(StrictJson.isCanonical(read.getBytes(UTF_8), 0, read.getBytes(UTF_8).length, 4));
    }

    @Test
    void hugeNumbersAndManyMembersTakeNoQuadraticTime() {
        String digits = "1234567890".repeat(105_000);
        assertTimeout(Duration.ofSeconds(5), () -> {
            assertThrows(MalformedJson.class, () -> read(digits));
            assertThrows(MalformedJson.class, () -> read("-" + digits));
            assertEquals("1.2345678901234567e-8", read("0.00000001234567890" + digits));
            assertEquals("0", read("0." + "0".repeat(1_000_000) + "1"));
            assertEquals("1", read("0." + "0".repeat(999_999) + "1e1000000"));
            assertEquals("0", read("1e-" + digits));
            assertThrows(MalformedJson.class, () -> read("1e" + digits));
        });
    }

    private String read(String text) throws MalformedJson {
        return read(text, 64);
    }

    private String read(String text, int maxLevels) throws MalformedJson {
        byte[] bytes = text.getBytes(UTF_8);
        return json.read(bytes, 0, bytes.length, maxLevels).toString();
    }
}
