package io.hostledger.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    /** In the order of their UTF-16 code units. */
    private static final String[] ASCENDING = {
        "",
        "\0",
        "\0a",
        "\u0001",
        "\b",
        "\t",
        "\n",
        "\u000b",
        "\f",
        "\r",
        "\u000e",
        "\u001f",
        " ",
        "!",
        "\"",
        "\"\"",
        "#",
        "A",
        "[",
        "\\",
        "\\\"",
        "\\a",
        "\\u0041",
        "]",
        "a",
        "a\n",
        "a!",
        "a\"",
        "a\"b",
        "a#",
        "a\\",
        "ab",
        "abcdefgh\t",
        "abcdefgh ",
        "b",
        "\u007f",
        "\u0080",
        "é",
        "\u07ff",
        "\u0800",
        "€",
        "\ud7ff",
        "😀",
        "😀\n",
        "😁",
        "\udbff\udfff",
        "\ue000",
        "\ufb33",
        "\uffff"
    };

    @Test
    void stringsAreOrderedByTheirUtf16CodeUnitsThoughEscaped() {
        for (int i = 0; i < ASCENDING.length; i++) {
            for (int j = 0; j < ASCENDING.length; j++) {
                assertEquals(
                        Integer.compare(i, j),
                        Integer.signum(compare(ASCENDING[i], ASCENDING[j])),
                        ASCENDING[i] + " against " + ASCENDING[j]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, `\"\"`",
                "`plain`, `\"plain\"`",
                "`a\"b\\c/d`, `\"a\\\"b\\\\c/d\"`",
                "`\b\t\n\f\r`, `\"\\b\\t\\n\\f\\r\"`",
                "`\u0000\u0007\u000b\u001f`, `\"\\u0000\\u0007\\u000b\\u001f\"`",
                "` \u007f\u0080é€\u2028😀`, `\" \u007f\u0080é€\u2028😀\"`",
            })
    void stringsAreEscapedAsRfc8785AsksAndReadBackTheSame(String text, String form) {
        Json written = new JsonWriter(1).string(text).json();
        assertEquals(form, written.toString());
        assertEquals(text, written.string());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "\"\"", "\"\\\"}\"", "-1.5e-7", "true", "{\"}\":[\"]\",{\"\\\\\":[[]]}],\"b\":null}"
            })
    void aValueEndsWhereItDoes(String value) {
        for (String behind : new String[] {"", ",1", "]", "}", "\n"}) {
            byte[] bytes = ("[" + value + behind).getBytes(UTF_8);
            assertEquals(1 + value.getBytes(UTF_8).length, JsonText.endOfValue(bytes, 1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0, 0",
                "7, 7",
                "999999999999999999, 999999999999999999",
                "1000000000000000000, -1",
                "-1, -1",
                "00, -1",
                "01, -1",
                "1.5, -1",
                "1e+21, -1",
                "``, -1",
                "1 , 1",
                "x, -1"
            })
    void heightsAreWholeNumbersOfAtMostEighteenDigits(String text, long expected) {
        byte[] bytes = text.getBytes(UTF_8);
        assertEquals(expected, JsonText.height(bytes, 0, bytes.length));
    }

    private static int compare(String a, String b) {
        byte[] x = new JsonWriter(8).string(a).toBytes();
        byte[] y = new JsonWriter(8).string(b).toBytes();
        return JsonText.compare(x, 1, x.length - 1, y, 1, y.length - 1);
    }
}
