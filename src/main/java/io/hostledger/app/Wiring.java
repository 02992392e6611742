package io.hostledger.app;

import io.hostledger.api.BlockSource;
import io.hostledger.api.WritePath;
import io.hostledger.chain.ElementTypes;
import io.hostledger.disk.Files;
import io.hostledger.disk.LocalFiles;
import io.hostledger.health.Surroundings;
import io.hostledger.ledger.Ledger;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Makes the core's parts, which know no injection, for those that ask for them by it. */
@Singleton
class Wiring {
    @Produces
    @Singleton
    ElementTypes elementTypes(Settings settings) {
        ElementTypes types = ElementTypes.standard();
        try {
            for (Map.Entry<String, Settings.ElementTypeSettings> more :
                    settings.elementTypes().entrySet()) {
                types = types.with(
                        more.getKey(), more.getValue().type(), more.getValue().directory());
            }
            return types;
        } catch (IllegalArgumentException e) {
            throw RefusedStart.because(e);
        }
    }

    @Produces
    @Singleton
    Files files(Settings settings) {
        return new LocalFiles(settings.dataDir());
    }

    @Produces
    @Singleton
    Ledger ledger(OpenLedger open) {
        return open.ledger();
    }

    @Produces
    @Singleton
    WritePath writePath(Ledger ledger, Tracing tracing) {
        return tracing.isOn() ? new TracedWrites(ledger) : new LedgerWrites(ledger);
    }

    @Produces
    @Singleton
    BlockSource blocks(Files files) {
        return new LinesByHeight(files);
    }

    @Produces
    @Singleton
    Surroundings surroundings(Loops loops, Settings settings) {
        return new Surroundings() {
            @Override
            public List<Executor> eventLoops() {
                return loops.all();
            }

            @Override
            public boolean directoryIsWritable() {
                return java.nio.file.Files.isWritable(settings.dataDir());
            }
        };
    }
}
