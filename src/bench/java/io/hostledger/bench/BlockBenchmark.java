package io.hostledger.bench;

import io.hostledger.chain.Actions;
import io.hostledger.chain.Attribution;
import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Head;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.codec.CentralDraft;
import io.hostledger.codec.CentralScan;
import io.hostledger.codec.ElementDraft;
import io.hostledger.codec.ElementScan;
import io.hostledger.codec.SealedElement;
import io.hostledger.codec.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one change costs, part by part: the state of src/bench/state.txt, one field of which changes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlockBenchmark {
    private static final int LEVELS = 65;
    private static final long NOW = 1_795_700_000_000_000L;

    private final StrictJson reader = new StrictJson();
    private final Hasher hasher = new Hasher();
    private final JsonWriter out = new JsonWriter(4_096);
    private final ElementScan elementScan = new ElementScan();
    private final CentralScan centralScan = new CentralScan();
    private byte[] canonical = {};
    private byte[] spaced = {};
    private byte[] elementLine = {};
    private byte[] centralLine = {};
    private Json before = Json.NULL;
    private Json after = Json.NULL;
    private ElementId element;

    @Setup
    public void prepare() throws Exception {
        String state = state();
        canonical = bytes(state.replace("@COUNTER@", "1795700000123"));
        spaced = bytes(state.replace("@COUNTER@", "1795700000123").replace(":", ": "));
        before = Json.ofCanonical(state.replace("@COUNTER@", "1795700000122"));
        after = Json.ofCanonical(canonical, 0, canonical.length);
        element = ElementTypes.standard().parse("interface:eth000042");
        SealedElement sealed = draft().seal(hasher);
        sealed.writeLine(out, 1_000_001);
        elementLine = line();
        CentralDraft.ofElement(draft(), sealed.hash()).writeLine(out, 1_000_001, Hasher.of(spaced), hasher);
        centralLine = line();
    }

    private static String state() throws IOException {
        return Files.readString(Path.of("src/bench/state.txt")).strip().replace("@NAME@", "eth000042");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] line() {
        byte[] line = Arrays.copyOf(out.array(), out.length() + 1);
        line[out.length()] = '\n';
        out.reset();
        return line;
    }

    private ElementDraft draft() {
        Hash some = Hasher.of(canonical);
        return new ElementDraft(
                element,
                1_000,
                some,
                NOW,
                Actions.MODIFIED,
                after,
                Diff.between(before, after),
                Attribution.asserted("bench", null, null),
                null,
                null,
                new Head(1_000_000, some));
    }

    /** RFC 8785 form of what is in it already: checked, and copied. */
    @Benchmark
    public Json canonicalFormOfCanonicalText() throws Exception {
        return reader.read(canonical, 0, canonical.length, LEVELS);
    }

    /** RFC 8785 form of a text with a space behind each colon: written anew. */
    @Benchmark
    public Json canonicalFormOfOtherText() throws Exception {
        return reader.read(spaced, 0, spaced.length, LEVELS);
    }

    @Benchmark
    public Json diff() {
        return Diff.between(before, after);
    }

    /** SHA-256 of an element line. */
    @Benchmark
    public Hash hashing() {
        return hasher.update(elementLine, 0, elementLine.length).finish();
    }

    /** Both blocks of a change, with their differences and hashes, as lines in a buffer. */
    @Benchmark
    public int bothBlocks() {
        out.reset();
        ElementDraft draft = draft();
        SealedElement sealed = draft.seal(hasher);
        sealed.writeLine(out, 1_000_001);
        CentralDraft.ofElement(draft, sealed.hash()).writeLine(out, 1_000_001, draft.prevHash(), hasher);
        return out.length();
    }

    @Benchmark
    public boolean elementLineParsing() {
        return elementScan.read(elementLine, 0, elementLine.length);
    }

    @Benchmark
    public boolean centralLineParsing() {
        return centralScan.read(centralLine, 0, centralLine.length) && centralScan.readData();
    }

    /** An element line read and its hash made again, as the checker does. */
    @Benchmark
    public Hash elementLineParsingAndHashing() {
        elementScan.read(elementLine, 0, elementLine.length);
        return elementScan.contentHash(hasher);
    }
}
