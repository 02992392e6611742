package io.hostledger.ledger;

import io.hostledger.chain.CentralBlock;
import io.hostledger.disk.Files;
import io.hostledger.index.ChangeIds;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The blocks that bear a change_id. What is in doubt is read from the ledger. */
record Remembered(ChangeIds known, Files files, Supplier<Visible> visible) {

    /** False where no block bears the id. Reads no file. */
    boolean mayBear(String changeId) {
        return known.candidates(changeId).length > 0;
    }

    /** The block that bears the id; null if none does. Blocks. */
    @Nullable
    CentralBlock block(String changeId) throws IOException, DamagedLedger {
        for (long height : known.candidates(changeId)) {
            CentralBlock central = CentralBlocks.at(files, height, visible.get().length());
            if (changeId.equals(central.by().changeId())) {
                return central;
            }
        }
        return null;
    }
}
