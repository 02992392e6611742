package io.hostledger.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.JsonWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.erdtman.jcs.NumberToJSON;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaScriptNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void samplesOfRfc8785AppendixBAreWrittenAsThere(String bits, String expected) {
        assertEquals(expected, written(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatJsonLacksIsRefused(double value) {
        assertThrows(IllegalArgumentException.class, () -> written(value));
    }

    @Test
    void subnormalsPowersAndTheirNeighboursAreTheShortestAndNearestDecimal() {
        for (long bits = 1; bits < 2_000; bits++) {
            assertShortestAndNearest(Double.longBitsToDouble(bits));
        }
        for (int i = -323; i < 309; i++) {
            assertNeighboursShortestAndNearest(Double.parseDouble("1e" + i));
        }
        for (int i = -1074; i < 1024; i++) {
            assertNeighboursShortestAndNearest(Math.scalb(1.0, i));
        }
    }

    @Test
    void randomDoublesAreWrittenAsTheOracleWritesThemAndReadBackTheSame() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            // The oracle does not come to an end on some subnormals.
            if (Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL) {
                assertAsOracle(value);
                assertEquals(value, Double.parseDouble(written(value)));
            }
            assertAsOracle(random.nextInt(100_000_000) / 1000.0);
        }
    }

    private static void assertNeighboursShortestAndNearest(double value) {
        assertShortestAndNearest(value);
        assertShortestAndNearest(Math.nextUp(value));
        assertShortestAndNearest(Math.nextDown(value));
    }

    /** Holds a positive double to ECMAScript's definition, in exact arithmetic. */
    private static void assertShortestAndNearest(double value) {
        if (value == 0 || value == Double.POSITIVE_INFINITY) {
            return;
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal written = new BigDecimal(written(value)).stripTrailingZeros();
        assertEquals(value, written.doubleValue());
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
            BigDecimal other = exact.round(new MathContext(written.precision(), mode));
            assertTrue(
                    other.doubleValue() != value
                            || exact.subtract(written)
                                            .abs()
                                            .compareTo(exact.subtract(other).abs())
                                    <= 0,
                    other + " is nearer than " + written);
            if (written.precision() > 1) {
                BigDecimal shorter = exact.round(new MathContext(written.precision() - 1, mode));
                assertNotEquals(value, shorter.doubleValue(), shorter + " is shorter than " + written);
            }
        }
    }

    private static void assertAsOracle(double value) throws Exception {
        assertEquals(NumberToJSON.serializeNumber(value), written(value));
    }

    private static String written(double value) {
        JsonWriter out = new JsonWriter(8);
        EcmaScriptNumber.write(value, out);
        return out.json().toString();
    }
}
