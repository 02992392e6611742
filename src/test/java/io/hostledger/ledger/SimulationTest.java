package io.hostledger.ledger;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long SEEDS = Long.getLong("hostledger.simulation.seeds", 2_000);
    private static final long FIRST = Long.getLong("hostledger.simulation.first", 0);
    private static final int LIVES = 6;

    @Test
    void nothingAnsweredIsLostWhateverDies() throws Exception {
        Simulation.Told all = Simulation.Told.NOTHING;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try {
                all = all.plus(new Simulation(seed, UnaryOperator.identity()).run(LIVES));
            } catch (Throwable failure) {
                throw new AssertionError(
                        "replay with ./mvnw -Dquick test -Dtest=SimulationTest -Dhostledger.simulation.first=" + seed
                                + " -Dhostledger.simulation.seeds=1: " + failure.getMessage(),
                        failure);
            }
        }
        System.out.printf(
                "simulation, seeds %,d to %,d: %,d kills, %,d losses of power, %,d stops;"
                        + " %,d lines were answered and are there, %,d blocks were streamed without a gap or a repeat%n",
                FIRST, FIRST + SEEDS - 1, all.kills(), all.losses(), all.stops(), all.committed(), all.streamed());
    }
}
