package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.fail;

import io.hostledger.chain.Layout;
import io.hostledger.disk.Disk;
import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.PassingDisk;
import io.hostledger.journal.UncheckedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The simulation finds what it is there to find: without any one of its safeguards, the engine fails it. */
class SafeguardsTest {
    private static final int SEEDS = 300;

    @Test
    void aJournalThatIsNotSyncedIsCaught() throws Exception {
        caught(disk -> disk.ignoreSyncs(path -> path.startsWith(Layout.JOURNAL)), UnaryOperator.identity());
    }

    @Test
    void foldersThatAreNotSyncedAreCaught() throws Exception {
        caught(FakeDisk::ignoreFolderSyncs, UnaryOperator.identity());
    }

    @Test
    void applyingTwiceWhatIsThereAlreadyIsCaught() throws Exception {
        caught(disk -> {}, AppliesTwice::new);
    }

    @Test
    void aTornTailOfTheJournalThatIsNotCutIsCaught() throws Exception {
        caught(disk -> {}, UncheckedRecords::new);
    }

    @Test
    void aFailedSyncThatIsTriedAgainIsCaught() throws Exception {
        caught(disk -> {}, UnaryOperator.identity(), SyncsAgain::new);
    }

    private static void caught(Consumer<FakeDisk> without, UnaryOperator<Disk> around) throws Exception {
        caught(without, around, UnaryOperator.identity());
    }

    private static void caught(Consumer<FakeDisk> without, UnaryOperator<Disk> around, UnaryOperator<Disk> outside)
            throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                Simulation simulation = new Simulation(seed, around, outside);
                without.accept(simulation.disk());
                simulation.run(6);
            } catch (AssertionError found) {
                return; // the simulation's own finding; anything else is a fault of the test
            }
        }
        fail("not caught by " + SEEDS + " seeds");
    }

    /** Takes the second answer of a disk for the first. */
    private static final class SyncsAgain extends PassingDisk {
        SyncsAgain(Disk disk) {
            super(disk);
        }

        @Override
        public CompletionStage<Void> sync(Collection<String> paths) {
            return disk.sync(paths).exceptionallyCompose(failure -> disk.sync(paths));
        }
    }

    /** Recovery's lines go to the ends of their files, wherever those are. */
    private static final class AppliesTwice extends PassingDisk {
        AppliesTwice(Disk disk) {
            super(disk);
        }

        @Override
        public CompletionStage<Void> overwrite(List<Append> runs) {
            Map<String, Long> ends = new HashMap<>();
            List<Append> moved = new ArrayList<>();
            for (Append run : runs) {
                long end = ends.computeIfAbsent(run.path(), this::size);
                moved.add(new Append(run.path(), end, run.bytes(), run.from(), run.to()));
                ends.put(run.path(), end + run.to() - run.from());
            }
            return super.append(moved);
        }

        private long size(String path) {
            try {
                return files().exists(path) ? files().size(path) : 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
