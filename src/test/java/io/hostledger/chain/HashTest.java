package io.hostledger.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashTest {
    @Test
    void everyHashIsReadAsItIsWritten() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            String hex = HexFormat.of().formatHex(bytes);
            assertEquals(hex, String.valueOf(Hash.parse(hex)));
        }
    }

    @Test
    void noOtherByteThanALowercaseHexDigitIsReadAtAnyPlace() {
        byte[] hex = "0123456789abcdef".repeat(4).getBytes(StandardCharsets.US_ASCII);
        for (int place = 0; place < hex.length; place++) {
            for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
                byte[] changed = hex.clone();
                changed[place] = (byte) b;
                boolean digit = b >= '0' && b <= '9' || b >= 'a' && b <= 'f';
                Hash hash = Hash.parse(changed, 0, changed.length);
                assertEquals(
                        digit ? new String(changed, StandardCharsets.ISO_8859_1) : "null",
                        String.valueOf(hash),
                        "byte " + b + " at " + place);
            }
        }
    }

    @Test
    void noOtherLengthIsRead() {
        assertNull(Hash.parse("0".repeat(63)));
        assertNull(Hash.parse("0".repeat(65)));
        assertNull(Hash.parse(""));
    }
}
