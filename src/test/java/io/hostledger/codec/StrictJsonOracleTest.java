package io.hostledger.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrictJsonOracleTest {
    private static final int LEVELS = 5;
    private static final int MADE_LEVELS = LEVELS - 1;

    private final StrictJson json = new StrictJson();

    @Test
    void randomTextsAreWrittenAsTheOracleWritesThem() throws Exception {
        RandomJson random = new RandomJson(8785);
        for (int i = 0; i < 100_000; i++) {
            String text = random.text(MADE_LEVELS);
            byte[] bytes = text.getBytes(UTF_8);
            byte[] form = json.read(bytes, 0, bytes.length, LEVELS).toBytes();
            assertEquals(new JsonCanonicalizer(text).getEncodedString(), new String(form, UTF_8), text);
            assertTrue(StrictJson.isCanonical(form, 0, form.length, LEVELS), text);
            assertEquals(Arrays.equals(form, bytes), StrictJson.isCanonical(bytes, 0, bytes.length, LEVELS), text);
            assertEquals(new String(form, UTF_8), slowly(form), text);
        }
    }

    @Test
    void mutatedTextsAreAcceptedExactlyIfTheOracleAcceptsThem() {
        ObjectMapper oracle = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        RandomJson random = new RandomJson(3);
        SplittableRandom mutations = new SplittableRandom(4);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = mutated(random.text(2).getBytes(UTF_8), mutations);
            String form = slowly(bytes);
            assertEquals(
                    form != null && Arrays.equals(form.getBytes(UTF_8), bytes),
                    StrictJson.isCanonical(bytes, 0, bytes.length, LEVELS));
            if (form == null) {
                assertFalse(refusedByGrammar(bytes) && accepts(oracle, bytes), () -> new String(bytes, UTF_8));
            } else {
                accepted++;
                assertTrue(accepts(oracle, bytes), form);
            }
        }
        assertTrue(accepted > 2_000 && accepted < 18_000, "accepted " + accepted);
    }

    private static byte[] mutated(byte[] text, SplittableRandom random) {
        byte[] bytes = text;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            int cut = Math.min(random.nextInt(2), bytes.length - at);
            byte[] put = new byte[random.nextInt(2)];
            for (int j = 0; j < put.length; j++) {
                put[j] = (byte)
                        (random.nextInt(3) == 0
                                ? random.nextInt(256)
                                : "{}[]\",:\\/u0019-+.eE \n".charAt(random.nextInt(21)));
            }
            byte[] next = new byte[bytes.length - cut + put.length];
            System.arraycopy(bytes, 0, next, 0, at);
            System.arraycopy(put, 0, next, at, put.length);
            System.arraycopy(bytes, at + cut, next, at + put.length, bytes.length - at - cut);
            bytes = next;
        }
        return bytes;
    }

    /** The RFC 8785 form by way of full reading, which white space before the text makes sure of; null if refused. */
    private @Nullable String slowly(byte[] text) {
        byte[] spaced = new byte[text.length + 1];
        spaced[0] = ' ';
        System.arraycopy(text, 0, spaced, 1, text.length);
        try {
            return json.read(spaced, 0, spaced.length, LEVELS).toString();
        } catch (MalformedJson fault) {
            return null;
        }
    }

    /** Whether a refusal is not of one of the kinds that JSON itself would let pass. */
    private boolean refusedByGrammar(byte[] text) {
        try {
            json.read(text, 0, text.length, LEVELS);
            return false;
        } catch (MalformedJson fault) {
            String detail = fault.detail();
            return !detail.contains("surrogate") && !detail.contains("The number ") && !detail.contains("UTF-8");
        }
    }

    private static boolean accepts(ObjectMapper oracle, byte[] text) {
        try {
            // Jackson lets some bytes pass that are not UTF-8.
            UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return !oracle.readTree(text).isMissingNode();
        } catch (IOException e) {
            return false;
        }
    }
}
