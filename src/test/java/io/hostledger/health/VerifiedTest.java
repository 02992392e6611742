package io.hostledger.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Layout;
import io.hostledger.disk.LocalFiles;
import io.hostledger.verify.Verification;
import io.hostledger.verify.Verifier;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedTest {
    @TempDir
    Path root;

    private boolean unreadable;
    private long clock = 1;
    private final Verifier verifier = new Verifier(this::prepared, Runnable::run, () -> clock, last -> {});
    private final Verified verified = new Verified(verifier);

    private Verification prepared() {
        if (unreadable) {
            throw new UncheckedIOException(new NoSuchFileException("the disk is gone"));
        }
        return Verification.of(new LocalFiles(root), ElementTypes.standard());
    }

    private Map<String, Object> data() {
        verifier.everything((bytes, nanos) -> 0);
        return verified.call().getData().orElseThrow();
    }

    @Test
    void damageThatWasFoundStaysWhereNoFurtherVerificationCanBeMade() throws Exception {
        Map<String, Object> intact = data();
        assertEquals("intact", intact.get("integrity"));
        unreadable = true;
        clock += 10_000_000;
        Map<String, Object> failed = data();
        assertEquals("not known", failed.get("integrity"));
        assertEquals(intact.get("verified_at"), failed.get("verified_at"), "nothing was verified since");
        assertEquals(intact.get("verified_height"), failed.get("verified_height"));
        assertEquals("1970-01-01T00:00:10.000001Z", failed.get("failed_at"));
        unreadable = false;
        Files.writeString(root.resolve(Layout.LEDGER), "no block\n");
        Map<String, Object> found = data();
        assertEquals("damaged", found.get("integrity"));
        unreadable = true;
        clock += 10_000_000;
        Map<String, Object> then = data();
        assertEquals("damaged", then.get("integrity"));
        assertEquals(found.get("first_finding"), then.get("first_finding"));
        assertEquals(found.get("verified_at"), then.get("verified_at"));
        assertEquals("java.nio.file.NoSuchFileException: the disk is gone", then.get("reason"));
    }
}
