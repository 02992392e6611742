package io.hostledger.query;

import io.hostledger.chain.Attribution;
import io.hostledger.index.LedgerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A ledger from a seed, with few of some values and many of others. */
final class RandomLedger {
    static final long START = 1_760_000_000_000_000L;
    static final List<String> IDS = List.of(
            "user:root",
            "user:größe \"x\"",
            "file:/",
            "file:/etc/hosts",
            "file:/etc/nginx/nginx.conf",
            "file:/etc",
            "package:bash:amd64",
            "package:bash:arm64",
            "service:nginx",
            "interface:eth0");
    static final List<String> ACTORS = List.of("admin", "root", "a \"quoted\" \\ name", "ünï", "");
    static final List<String> ACTIONS = List.of("renamed", "expired", "touched");
    static final List<String> CORRELATIONS = List.of("c-1", "c-2", "deploy/7");

    final LedgerBuilder builder;
    private final Random random;
    long time = START;

    RandomLedger(Path root, long seed) {
        this.builder = new LedgerBuilder(root);
        this.random = new Random(seed);
    }

    void add(int blocks) throws IOException {
        for (int i = 0; i < blocks; i++) {
            time += random.nextInt(3) == 0 ? 0 : random.nextInt(5_000_000);
            if (random.nextInt(8) == 0) {
                builder.event(pick("backup", "maintenance"), pick("started", "finished"), "{}", by(), time);
            } else {
                change();
            }
        }
        builder.write();
    }

    private void change() {
        String id = random.nextInt(4) == 0 ? "port:" + random.nextInt(300) : IDS.get(random.nextInt(IDS.size()));
        boolean delete = random.nextInt(6) == 0 && builder.state(id).isObject();
        String state = delete ? "null" : "{\"n\":" + random.nextInt(5) + "}";
        String action = random.nextInt(10) == 0 ? ACTIONS.get(random.nextInt(ACTIONS.size())) : null;
        builder.change(id, state, action, by(), random.nextInt(5) == 0 ? "because" : null, time);
    }

    private Attribution by() {
        int n = random.nextInt(100);
        String actor = n < 90 ? "daemon" : n < 99 ? ACTORS.get(n % ACTORS.size()) : "actor-" + random.nextInt(1_000);
        String correlation = random.nextInt(20) == 0 ? pick(CORRELATIONS) : null;
        return Attribution.asserted(actor, null, correlation);
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** A question about a ledger of so many blocks. */
    static BlockFilter question(Random random, long blocks, long time) {
        return new BlockFilter(
                some(random, 4) ? random.nextLong(blocks + 1) : 0,
                some(random, 4) ? random.nextLong(blocks + 1) : Long.MAX_VALUE,
                some(random, 4) ? random.nextLong(START - 10, time + 10) : Long.MIN_VALUE,
                some(random, 4) ? random.nextLong(START - 10, time + 10) : Long.MAX_VALUE,
                maybe(random, 3, some(random, 9) ? List.of("nobody", "daemon", "actor-7") : ACTORS),
                maybe(random, 8, IDS),
                maybe(random, 8, List.of("file:/etc", "package:", "p", "port:1", "nothing:", "", "user:gr")),
                maybe(random, 8, List.of("File", "User", "NetworkPort", "Nothing")),
                maybe(random, 8, List.of("element_modification", "backup", "maintenance")),
                maybe(random, 8, List.of("created", "modified", "deleted", "touched", "started")),
                maybe(random, 8, CORRELATIONS));
    }

    private static boolean some(Random random, int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private static @Nullable String maybe(Random random, int oneIn, List<String> values) {
        return some(random, oneIn) ? values.get(random.nextInt(values.size())) : null;
    }
}
