package io.hostledger.disk.vertx;

import io.hostledger.disk.Disk;
import io.hostledger.disk.DiskContractTest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class VertxDiskContractTest extends DiskContractTest {
    private static Vertx vertx;

    @TempDir
    Path root;

    private VertxDisk disk;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        done(vertx.close().toCompletionStage());
    }

    @BeforeEach
    void makeDisk() {
        disk = new VertxDisk(vertx, root, 16);
    }

    @AfterEach
    void closeDisk() {
        done(disk.close());
    }

    @Override
    protected Disk disk() {
        return disk;
    }

    @Override
    protected void link(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), root.resolve(target));
    }
}
