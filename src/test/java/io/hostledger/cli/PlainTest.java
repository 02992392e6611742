package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void lettersOfAnyScriptStay() {
        String text = "service:größe 日本 😀 \"x\" \\n";
        assertSame(text, Plain.text(text));
    }

    @Test
    void whatMovesTheCursorOrHidesIsShownByItsNumber() {
        assertEquals("a\\u001b[2Jb", Plain.text("a\u001b[2Jb"));
        assertEquals("\\u000a\\u0009\\u007f\\u009b", Plain.text("\n\t\u007f\u009b"));
        assertEquals("\\u202egnp.exe", Plain.text("\u202egnp.exe"));
        assertEquals("\\u2028\\u2029\\u200b\\ufeff", Plain.text("\u2028\u2029\u200b\ufeff"));
        assertEquals("\\ud800", Plain.text("\ud800"));
        assertEquals("\\u{e0001}", Plain.text(Character.toString(0xE0001)));
    }
}
