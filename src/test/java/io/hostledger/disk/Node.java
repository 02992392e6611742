package io.hostledger.disk;

import java.util.Map;
import java.util.Random;

/** What stands under a name in a {@link FakeDisk}. */
sealed interface Node permits MemoryFile, MemoryFolder, Node.Link {
    Files.Type type();

    /** The same, apart from it. What was copied before is in the map, by identity. */
    Node copy(Map<Node, Node> copies);

    /** What a loss of power leaves of it. */
    Node afterPowerLoss(Random random);

    /** A link, which nothing follows. */
    record Link() implements Node {
        @Override
        public Files.Type type() {
            return Files.Type.OTHER;
        }

        @Override
        public Node copy(Map<Node, Node> copies) {
            return this;
        }

        @Override
        public Node afterPowerLoss(Random random) {
            return this;
        }
    }
}
