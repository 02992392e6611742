package io.hostledger.ledger;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.Hasher;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import io.hostledger.disk.Lines;
import io.hostledger.journal.Base;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes over the ledger that a Rust program wrote: not a byte of it changes, and the first block
 * behind it, {@code legacy_adopted}, holds the ledger to those bytes from then on.
 */
final class LegacyAdoption {
    private static final int CHUNK = 1 << 20;

    private LegacyAdoption() {}

    /** The adopting event, if the last block of the ledger is a legacy one. Reads the whole ledger then. Blocks. */
    static Optional<Event> due(Files files, Base base) throws IOException, DamagedLedger {
        if (base.length() == 0) {
            return Optional.empty();
        }
        try (Files.OpenFile ledger = files.open(Layout.LEDGER)) {
            Lines.Line last = Lines.last(ledger, base.length());
            if (last == null || !TrustedLine.isLegacy(last)) {
                return Optional.empty();
            }
            return Optional.of(new Event(
                    CentralBlock.LEDGER,
                    CentralBlock.LEGACY_ADOPTED,
                    payload(ledger, base.length()),
                    Attribution.SERVICE));
        }
    }

    private static Json payload(Files.OpenFile ledger, long length) throws IOException {
        Hasher hasher = new Hasher();
        byte[] chunk = new byte[CHUNK];
        long blocks = 0;
        for (long at = 0; at < length; ) {
            int read = ledger.read(at, chunk, 0, (int) Math.min(CHUNK, length - at));
            if (read == 0) {
                throw new IOException(Layout.LEDGER + " ends before byte " + length);
            }
            hasher.update(chunk, 0, read);
            for (int i = 0; i < read; i++) {
                if (chunk[i] == '\n') {
                    blocks++;
                }
            }
            at += read;
        }
        return new JsonWriter(160)
                .ascii("{\"blocks\":")
                .number(blocks)
                .ascii(",\"bytes\":")
                .number(length)
                .ascii(",\"sha256\":\"")
                .hash(hasher.finish())
                .ascii("\"}")
                .json();
    }
}
