package io.hostledger.disk;

import io.hostledger.disk.FaultyDisk.Fate;

/** A faulty disk without a fault is a disk. */
class FaultyDiskContractTest extends DiskContractTest {
    private final FakeDisk fake = new FakeDisk(Runnable::run);
    private final FaultyDisk disk = new FaultyDisk(fake, call -> Fate.PASS);

    @Override
    protected Disk disk() {
        return disk;
    }

    @Override
    protected void link(String path, String target) {
        fake.putLink(path);
    }
}
