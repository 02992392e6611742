package io.hostledger.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.disk.FakeDisk;
import io.hostledger.disk.FaultyDisk;
import io.hostledger.disk.PassingDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Where a call throws, for want of a thread or of memory, its callers are told, and the ledger heals. */
class ThrowingDiskTest {
    private final Rig rig = new Rig();
    private final FakeDisk disk = rig.disk();

    private final class Throwing extends PassingDisk {
        String call = "";

        Throwing() {
            super(ThrowingDiskTest.this.disk);
        }

        private void reached(String name) {
            if (name.equals(call)) {
                call = "";
                throw new OutOfMemoryError("unable to create native thread");
            }
        }

        @Override
        public CompletionStage<Void> append(List<Append> appends) {
            reached("append");
            return super.append(appends);
        }

        @Override
        public CompletionStage<SyncedFile> createZeroed(String path, long length) {
            return super.createZeroed(path, length).thenApply(Thrower::new);
        }

        private final class Thrower implements SyncedFile {
            private final SyncedFile file;

            Thrower(SyncedFile file) {
                this.file = file;
            }

            @Override
            public CompletionStage<Void> write(long position, byte[] bytes, int from, int to) {
                reached("write");
                return file.write(position, bytes, from, to);
            }

            @Override
            public CompletionStage<Void> close() {
                return file.close();
            }
        }
    }

    @Test
    void whereTheFilesCannotBeAskedFor() throws Exception {
        allAreToldAndTheLedgerHeals("append");
    }

    @Test
    void whereTheJournalCannotBeAskedFor() throws Exception {
        allAreToldAndTheLedgerHeals("write");
    }

    private void allAreToldAndTheLedgerHeals(String call) throws Exception {
        Throwing throwing = new Throwing();
        Ledger ledger = rig.opened(throwing);
        throwing.call = call;
        List<CompletableFuture<Outcome>> taken = allAreTold(ledger, 20);
        assertTrue(taken.stream().anyMatch(answer -> answer.join() instanceof Outcome.Refused));
        heals(ledger);
    }

    private List<CompletableFuture<Outcome>> allAreTold(Ledger ledger, int changes) {
        List<CompletableFuture<Outcome>> taken = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            taken.add(ledger.change(Rig.change(i % 3, i)));
        }
        taken.forEach(rig::await);
        return taken;
    }

    private void heals(Ledger ledger) throws Exception {
        rig.until(() -> ledger.standing() instanceof Standing.Open);
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(0, 99))));
        assertEquals(0, ledger.inFlight());
        rig.await(ledger.close());
        assertTrue(Rig.report(disk.files()).intact());
    }

    @Test
    void whereTheFilesFailAndThenMemoryIsShort() throws Exception {
        allAreToldWhereMemoryIsShortBehindAFailureOf("append");
    }

    @Test
    void whereTheJournalFailsAndThenMemoryIsShort() throws Exception {
        allAreToldWhereMemoryIsShortBehindAFailureOf("write");
    }

    private void allAreToldWhereMemoryIsShortBehindAFailureOf(String failing) throws Exception {
        boolean[] throwing = {false};
        boolean[] threw = {false};
        Observer observer = new Observer() {
            @Override
            public void stands(Standing standing) {
                if (standing instanceof Standing.ReadOnly && throwing[0]) {
                    throwing[0] = false;
                    threw[0] = true;
                    throw new OutOfMemoryError("no memory");
                }
            }
        };
        FaultyDisk faulty = new FaultyDisk(disk, call -> {
            boolean fails = throwing[0] && !threw[0] && call.name().equals(failing);
            return fails ? FaultyDisk.Fate.FAIL_BEFORE : FaultyDisk.Fate.PASS;
        });
        Ledger ledger = rig.await(rig.open(faulty, Rig.SMALL, observer));
        throwing[0] = true;
        allAreTold(ledger, 20);
        assertTrue(threw[0]);
        heals(ledger);
    }

    @Test
    void whereTheAppenderCannotBeCalledTheNextOneCallsIt() {
        Ledger ledger = rig.opened(disk);
        rig.gathering = call -> {
            rig.gathering = Runnable::run;
            throw new OutOfMemoryError("no memory");
        };
        theNextOneCalls(ledger);
    }

    @Test
    void whereTheAppendersContextCannotTakeTheCallTheNextOneCallsIt() {
        Ledger ledger = rig.opened(disk);
        Executor context = rig.appender;
        rig.appender = call -> {
            rig.appender = context;
            throw new OutOfMemoryError("no memory");
        };
        theNextOneCalls(ledger);
    }

    private void theNextOneCalls(Ledger ledger) {
        CompletableFuture<Outcome> first = ledger.change(Rig.change(0, 1));
        rig.settle();
        assertTrue(first.isCompletedExceptionally());
        assertInstanceOf(Outcome.Committed.class, rig.await(ledger.change(Rig.change(1, 1))));
        rig.await(ledger.close());
    }

    @Test
    void whereWhatIsInTheFilesCannotBePublished() throws Exception {
        boolean[] throwing = {false};
        Observer observer = new Observer() {
            @Override
            public void committed(Commit commit) {
                if (throwing[0]) {
                    throwing[0] = false;
                    throw new OutOfMemoryError("no memory");
                }
            }
        };
        FaultyDisk passing = new FaultyDisk(disk, call -> FaultyDisk.Fate.PASS);
        Ledger ledger = rig.await(rig.open(passing, Rig.SMALL, observer));
        throwing[0] = true;
        allAreTold(ledger, 40);
        heals(ledger);
    }
}
