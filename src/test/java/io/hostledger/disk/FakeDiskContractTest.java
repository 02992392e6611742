package io.hostledger.disk;

class FakeDiskContractTest extends DiskContractTest {
    private final FakeDisk disk = new FakeDisk(Runnable::run);

    @Override
    protected Disk disk() {
        return disk;
    }

    @Override
    protected void link(String path, String target) {
        disk.putLink(path);
    }
}
