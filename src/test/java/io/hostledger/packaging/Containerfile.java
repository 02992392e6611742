package io.hostledger.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Containerfile says of the image that comes out of it: its last stage.
 *
 * @param copies what goes into it
 * @param directories those that it makes, with their owners as {@code user:group}
 */
record Containerfile(
        List<Copy> copies,
        Map<String, String> directories,
        Map<String, String> labels,
        Map<String, String> environment,
        TreeSet<Integer> ports,
        String user,
        String workingDirectory,
        TreeSet<String> volumes,
        List<String> entrypoint) {

    /**
     * @param stage from which it is taken; empty: the build's context
     * @param owner as {@code user:group}
     */
    record Copy(String stage, String owner, String from, String to) {}

    private static final Pattern COPY = Pattern.compile("(?:--from=(\\S+) )?--chown=(\\S+) (\\S+) (\\S+)");
    private static final Pattern DIRECTORY = Pattern.compile("install -d -o (\\d+) -g (\\d+) (\\S+)");
    private static final Pattern PAIR = Pattern.compile("([\\w.]+)=(?:\"([^\"]*)\"|(\\S+))");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    /** @throws IllegalArgumentException if it has an instruction that this does not know */
    static Containerfile read(Path path) throws IOException {
        String text = Files.readString(path).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n", " ");
        String stage = text.substring(text.lastIndexOf("\nFROM ") + 1);
        List<Copy> copies = new ArrayList<>();
        Map<String, String> directories = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        Map<String, String> environment = new LinkedHashMap<>();
        TreeSet<Integer> ports = new TreeSet<>();
        TreeSet<String> volumes = new TreeSet<>();
        Map<String, String> single = new LinkedHashMap<>();
        List<String> entrypoint = new ArrayList<>();
        for (String line : stage.lines().filter(line -> !line.isBlank()).toList()) {
            String instruction = line.substring(0, line.indexOf(' '));
            String rest = line.substring(instruction.length()).strip().replaceAll(" +", " ");
            switch (instruction) {
                case "FROM" -> {}
                case "COPY" -> {
                    Matcher copy = matched(COPY, rest);
                    String from = copy.group(1) == null ? "" : copy.group(1);
                    copies.add(new Copy(from, copy.group(2), copy.group(3), copy.group(4)));
                }
                case "RUN" -> {
                    Matcher directory = matched(DIRECTORY, rest);
                    directories.put(directory.group(3), directory.group(1) + ":" + directory.group(2));
                }
                case "LABEL" -> pairs(rest, labels);
                case "ENV" -> pairs(rest, environment);
                case "EXPOSE" -> List.of(rest.split(" ")).forEach(port -> ports.add(Integer.valueOf(port)));
                case "VOLUME" -> volumes.add(rest);
                case "USER", "WORKDIR" -> single.put(instruction, rest);
                case "ENTRYPOINT" -> WORD.matcher(rest).results().forEach(word -> entrypoint.add(word.group(1)));
                default -> throw new IllegalArgumentException(line);
            }
        }
        return new Containerfile(
                copies,
                directories,
                labels,
                environment,
                ports,
                single.get("USER"),
                single.get("WORKDIR"),
                volumes,
                entrypoint);
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return matcher;
    }

    private static void pairs(String text, Map<String, String> into) {
        PAIR.matcher(text)
                .results()
                .forEach(pair -> into.put(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2)));
    }
}
