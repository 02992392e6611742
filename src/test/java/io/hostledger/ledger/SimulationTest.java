package io.hostledger.ledger;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long SEEDS = Long.getLong("hostledger.simulation.seeds", 2_000);
    private static final long FIRST = Long.getLong("hostledger.simulation.first", 0);

    @Test
    void nothingAnsweredIsLostWhateverDies() throws Exception {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try {
                new Simulation(seed, UnaryOperator.identity()).run(6);
            } catch (Throwable failure) {
                throw new AssertionError(
                        "replay with -Dhostledger.simulation.first=" + seed + " -Dhostledger.simulation.seeds=1: "
                                + failure.getMessage(),
                        failure);
            }
        }
    }
}
