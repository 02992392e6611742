package io.hostledger.verify;

import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A ledger in memory whose files tests change as they like. */
final class SampleLedger implements Files {
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final TreeSet<String> links = new TreeSet<>();
    private final TreeSet<String> denied = new TreeSet<>();

    /** A ledger of the test resources, by its folder. */
    static SampleLedger of(String folder) {
        Path root = Path.of("src/test/resources", folder);
        SampleLedger ledger = new SampleLedger();
        try (Stream<Path> paths = java.nio.file.Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths.filter(java.nio.file.Files::isRegularFile)::iterator) {
                ledger.files.put(root.relativize(path).toString(), java.nio.file.Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ledger;
    }

    SampleLedger copy() {
        SampleLedger copy = new SampleLedger();
        copy.files.putAll(files);
        copy.links.addAll(links);
        copy.denied.addAll(denied);
        return copy;
    }

    List<String> paths() {
        return List.copyOf(files.keySet());
    }

    List<String> chains() {
        return paths().stream().filter(path -> !path.equals(Layout.LEDGER)).toList();
    }

    byte[] bytes(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    /** The lines of a file, without their newlines. */
    List<String> lines(String path) {
        String text = new String(bytes(path), StandardCharsets.UTF_8);
        return text.isEmpty() ? new ArrayList<>() : new ArrayList<>(Arrays.asList(text.split("\n")));
    }

    SampleLedger put(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    SampleLedger put(String path, List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return put(path, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    SampleLedger remove(String path) {
        files.remove(path);
        return this;
    }

    SampleLedger link(String path) {
        links.add(path);
        return this;
    }

    Verification verification() {
        Verification verification = Verification.of(this, ElementTypes.standard());
        verification.sizes = new Sizes(4_096, 16_384);
        return verification;
    }

    Report report() {
        try {
            return verification().report();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the ledger to a folder. Links point to nothing. */
    void write(Path root) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            java.nio.file.Files.createDirectories(path.getParent());
            java.nio.file.Files.write(path, file.getValue());
        }
        for (String link : links) {
            Path path = root.resolve(link);
            java.nio.file.Files.createDirectories(path.getParent());
            java.nio.file.Files.createSymbolicLink(path, Path.of("nowhere"));
        }
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path)
                || links.contains(path)
                || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
    }

    @Override
    public long size(String path) throws IOException {
        return file(path).length;
    }

    private byte[] file(String path) throws IOException {
        if (links.contains(path)) {
            throw new IOException(path + " is a link, which is not followed");
        }
        byte[] file = files.get(path);
        if (file == null) {
            throw new NoSuchFileException(path);
        }
        return file;
    }

    @Override
    public int read(String path, long position, byte[] buffer, int from, int to) throws IOException {
        return read(file(path), position, buffer, from, to);
    }

    private static int read(byte[] file, long position, byte[] buffer, int from, int to) {
        int length = (int) Math.max(0, Math.min(to - from, file.length - position));
        System.arraycopy(file, (int) Math.min(position, file.length), buffer, from, length);
        return length;
    }

    /** A folder that may not be read. */
    SampleLedger denied(String folder) {
        denied.add(folder);
        return this;
    }

    @Override
    public List<Entry> list(String folder) throws IOException {
        if (denied.contains(folder)) {
            throw new AccessDeniedException(folder);
        }
        String start = folder.isEmpty() ? "" : folder + "/";
        TreeMap<String, Type> entries = new TreeMap<>();
        files.keySet().forEach(path -> add(entries, path, start, Type.REGULAR));
        links.forEach(path -> add(entries, path, start, Type.OTHER));
        List<Entry> list = new ArrayList<>();
        entries.forEach((name, type) -> list.add(new Entry(name, type)));
        return list;
    }

    private static void add(Map<String, Type> entries, String path, String start, Type type) {
        if (path.startsWith(start)) {
            String rest = path.substring(start.length());
            int slash = rest.indexOf('/');
            entries.put(slash < 0 ? rest : rest.substring(0, slash), slash < 0 ? type : Type.FOLDER);
        }
    }

    @Override
    public OpenFile open(String path) throws IOException {
        byte[] file = file(path);
        return new OpenFile() {
            @Override
            public long size() {
                return file.length;
            }

            @Override
            public int read(long position, byte[] buffer, int from, int to) {
                return SampleLedger.read(file, position, buffer, from, to);
            }

            @Override
            public void close() {}
        };
    }
}
