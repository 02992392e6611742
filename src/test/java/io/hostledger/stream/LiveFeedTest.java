package io.hostledger.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private final Rig rig = new Rig(new Random(1));
    private final EventReader reader = new EventReader();

    @Test
    void liveStreamOpensWithThePositionItStartsBehind() {
        rig.publish(3);
        rig.connect(reader, new Start.Live());
        assertEquals(List.of(rig.ledger.head(2).toString()), reader.ids);
        assertEquals(List.of(), reader.data);
        rig.publish(2);
        rig.settle();
        assertEquals(rig.ledger.lines().subList(3, 5), reader.data);
        assertEquals(rig.ledger.head(4).toString(), reader.lastId);
        assertEquals(0, rig.ledger.files.reads.get());
    }

    @Test
    void streamOfAnEmptyLedgerOpensWithNoPosition() {
        rig.connect(reader, new Start.At(0));
        assertEquals(List.of(), reader.ids);
        assertEquals(1, reader.comments);
        rig.publish(1);
        rig.settle();
        assertEquals(rig.ledger.lines(), reader.data);
    }

    @Test
    void everyHeightCanBeStartedAtAndResumedBehind() {
        rig.publish(900);
        Rig cold = new Rig(rig.ledger, Rig.SMALL);
        for (Rig it : List.of(rig, cold)) {
            for (int height = 0; height <= 900; height += height < 20 || height > 880 ? 1 : 41) {
                EventReader from = new EventReader();
                FakeConnection connection = it.connect(from, new Start.At(height));
                it.settle();
                connection.cut();
                assertEquals(it.ledger.lines().subList(height, 900), from.data);
                assertEquals(height == 0 ? 900 : 901 - height, from.ids.size());
                if (height > 0) {
                    EventReader behind = new EventReader();
                    Head id = it.ledger.head(height - 1);
                    it.connect(behind, new Start.Behind(id));
                    it.settle();
                    assertEquals(id.toString(), behind.ids.getFirst());
                    assertEquals(from.data, behind.data);
                }
            }
        }
    }

    @Test
    void forkedIdsAndHeightsBeyondTheHeadAreToldApart() {
        rig.publish(600);
        Head other = new Head(20, rig.ledger.head(21).hash());
        Head ahead = new Head(600, rig.ledger.head(3).hash());
        Head atHead = new Head(599, rig.ledger.head(3).hash());
        Rig cold = new Rig(rig.ledger, Rig.SMALL);
        for (Rig it : List.of(rig, cold)) {
            for (Head id : List.of(other, ahead, atHead)) {
                assertEquals(new Place.Forked(id), it.locate(new Start.Behind(id)));
            }
            assertEquals(new Place.Beyond(599), it.locate(new Start.At(601)));
            assertEquals(600, ((Place.Found) it.locate(new Start.At(600))).height());
        }
    }

    @Test
    void slowReaderIsFedFromDiskAndHoldsNoMoreThanItsShare() {
        FakeConnection slow = rig.connect(reader, new Start.Live());
        EventReader other = new EventReader();
        rig.connect(other, new Start.Live());
        slow.stopReading();
        for (int i = 0; i < 200; i++) {
            rig.publish(20);
            rig.settle();
            assertTrue(slow.waiting() <= 2 * Rig.SMALL.share(2), "bytes waiting: " + slow.waiting());
            assertEquals((i + 1) * 20, other.data.size());
        }
        assertTrue(rig.feed.lag() > 3_000);
        slow.take(Integer.MAX_VALUE);
        rig.settle();
        assertEquals(rig.ledger.lines(), reader.data);
        assertTrue(rig.ledger.files.reads.get() > 0);
        assertEquals(0, rig.feed.lag());
    }

    @Test
    void keepAliveComesOnceInItsTimeAndNotToAFullConnection() {
        FakeConnection connection = rig.connect(reader, new Start.Live());
        rig.loop.pass(15_000);
        assertEquals(2, reader.comments);
        rig.loop.pass(45_000);
        assertEquals(5, reader.comments);
        connection.stopReading();
        rig.publish(900);
        rig.settle();
        int before = connection.writes;
        rig.loop.pass(60_000);
        assertEquals(before, connection.writes);
    }

    @Test
    void goneSubscriberIsFreed() {
        FakeConnection first = rig.connect(reader, new Start.Live());
        FakeConnection second = rig.connect(new EventReader(), new Start.Live(), Map.of("actor", "alice"), true);
        rig.connect(new EventReader(), new Start.Live());
        assertEquals(3, rig.feed.subscribers());
        first.cut();
        first.subscriber.gone();
        second.cut();
        assertEquals(1, rig.feed.subscribers());
        int writes = first.writes;
        rig.publish(5);
        rig.settle();
        rig.loop.pass(30_000);
        assertEquals(writes, first.writes);
    }

    @Test
    void subscriberGoneWhileItIsReadForGetsNothing() {
        rig.publish(900);
        Rig cold = new Rig(rig.ledger, Rig.SMALL);
        FakeConnection connection = cold.connect(reader, new Start.At(1));
        int writes = connection.writes;
        connection.cut();
        cold.settle();
        assertEquals(writes, connection.writes);
        assertEquals(0, cold.feed.subscribers());
    }

    @Test
    void closingEndsStreamsBehindTheLastIdAndNewOnesAtOnce() {
        FakeConnection all = rig.connect(reader, new Start.Live());
        EventReader none = new EventReader();
        FakeConnection filtered = rig.connect(none, new Start.Live(), Map.of("action", "never"), false);
        rig.publish(4);
        var closed = rig.feed.close().toCompletableFuture();
        rig.settle();
        assertTrue(closed.isDone());
        assertTrue(all.ended && filtered.ended);
        assertFalse(all.aborted);
        assertEquals(rig.ledger.lines(), reader.data);
        assertEquals(List.of(rig.ledger.head(3).toString()), none.ids);
        assertEquals(0, rig.feed.subscribers());
        assertTrue(rig.connect(new EventReader(), new Start.Live()).ended);
    }

    @Test
    void ledgerThatCannotBeReadCutsTheStream() {
        rig.publish(3);
        rig.ledger.files.append("ledger.jsonl", "no block\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var visible = rig.ledger.visible();
        var longer =
                new io.hostledger.ledger.Visible(new Head(3, visible.head().hash()), 0, visible.length() + 9, 4, 0, 0);
        LiveFeed feed = new LiveFeed(
                () -> longer,
                rig.ledger.files,
                io.hostledger.chain.ElementTypes.standard(),
                rig.reads::add,
                rig.loop::nanoTime,
                Rig.SMALL);
        FakeConnection connection = new FakeConnection(reader);
        feed.subscribe(new Place.Found(0, 0, null), null, false, connection, rig.loop);
        rig.settle();
        assertTrue(connection.aborted);
        assertEquals(rig.ledger.lines().subList(0, 3), reader.data);
    }

    @Test
    void aStreamThatFailsIsCutAndTheOthersOfItsLoopGoOn() {
        FakeConnection first = rig.connect(reader, new Start.Live());
        FakeConnection second = rig.connect(new EventReader(), new Start.Live());
        EventReader third = new EventReader();
        rig.connect(third, new Start.Live());
        second.fault = new StackOverflowError();
        for (int blocks = 2; blocks <= 4; blocks += 2) {
            rig.publish(2);
            rig.settle();
            rig.loop.pass(20);
            assertEquals(rig.ledger.lines().subList(0, blocks), reader.data);
            assertEquals(reader.data, third.data);
        }
        assertTrue(second.aborted);
        first.fault = new StackOverflowError();
        rig.loop.pass(15_000);
        assertTrue(first.aborted, "by its keep-alive");
        assertEquals(1, rig.feed.subscribers());
    }

    @Test
    void newBlocksAreKeptAtHandWhileSomebodyIsThereAndAMinuteMore() {
        rig.publish(3);
        assertTrue(isRead(new Start.At(2)), "nobody has come yet");
        FakeConnection connection = rig.connect(reader, new Start.Live());
        rig.publish(3);
        rig.settle();
        assertFalse(isRead(new Start.At(5)));
        connection.subscriber.gone();
        rig.settle();
        rig.loop.pass(59_000);
        rig.publish(3);
        assertFalse(isRead(new Start.At(8)), "whoever left may come again");
        rig.loop.pass(1_000);
        rig.publish(1);
        assertTrue(isRead(new Start.At(8)), "a minute without anybody");
        assertEquals(
                new Place.Found(
                        10, rig.ledger.visible().length(), rig.ledger.visible().head()),
                rig.locate(new Start.Live()));
    }

    /** Whether it takes the disk to find where a stream starts. */
    private boolean isRead(Start start) {
        boolean read = !rig.feed.locate(start).toCompletableFuture().isDone();
        rig.settle();
        return read;
    }

    @Test
    void aLedgerThatCannotBeReadIsSaidOnceAMinute() {
        List<LogRecord> said = new ArrayList<>();
        Logger logger = Logger.getLogger(LiveFeed.class.getName());
        Handler listening = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(listening);
        try {
            rig.publish(900);
            Rig cold = new Rig(rig.ledger, Rig.SMALL);
            rig.ledger.files.fault = new StackOverflowError();
            for (int i = 0; i < 3; i++) {
                cutOff(cold);
            }
            assertEquals(1, said.size());
            cold.loop.pass(60_000);
            cutOff(cold);
            cutOff(cold);
            assertEquals(2, said.size());
        } finally {
            logger.removeHandler(listening);
        }
    }

    private static void cutOff(Rig rig) {
        FakeConnection connection = new FakeConnection(new EventReader());
        rig.feed.subscribe(new Place.Found(0, 0, null), null, false, connection, rig.loop);
        rig.settle();
        assertTrue(connection.aborted);
    }

    @Test
    void anErrorWhileTheLedgerIsReadEndsTheWaiting() {
        rig.publish(900);
        Rig cold = new Rig(rig.ledger, Rig.SMALL);
        FakeConnection connection = cold.connect(reader, new Start.At(1));
        rig.ledger.files.fault = new StackOverflowError();
        cold.settle();
        assertTrue(connection.aborted);
        assertEquals(0, cold.feed.subscribers());
        assertThrows(CompletionException.class, () -> cold.locate(new Start.At(1)));
    }
}
