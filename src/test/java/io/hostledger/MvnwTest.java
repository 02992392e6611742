package io.hostledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choices of {@code mvnw}, on JDKs and a Maven that are only scripts. */
class MvnwTest {
    private static final Path MVNW = Path.of("mvnw").toAbsolutePath();

    @TempDir
    private Path dir;

    @BeforeEach
    void fakeMavenAndNoJava() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a POSIX shell");
        for (String tool : List.of("sed", "sort", "head", "tail", "cut", "dirname", "readlink")) {
            script("bin/" + tool, "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
        }
        script("bin/mvn", "[ \"$2\" = -v ] && echo 'Apache Maven 3.9.9' || echo \"${JAVA_HOME##*/} $*\"");
        Files.createDirectories(dir.resolve("jvm"));
    }

    @Test
    void takesJavaHomeIfItIsNewEnough() throws Exception {
        jdk("jvm/newest", 25);
        jdk("home", 21);
        assertEquals("home verify", mvnw(Map.of("JAVA_HOME", dir.resolve("home").toString())));
    }

    @Test
    void takesTheNewestInstalledForAJavaHomeThatIsTooOld() throws Exception {
        jdk("jvm/a", 25);
        jdk("jvm/b", 21);
        jdk("home", 17);
        assertEquals("a verify", mvnw(Map.of("JAVA_HOME", dir.resolve("home").toString())));
    }

    @Test
    void takesTheJavaOnThePathBeforeTheNewestInstalled() throws Exception {
        jdk("jvm/newest", 25);
        jdk("home", 21);
        Files.createSymbolicLink(dir.resolve("bin/java"), dir.resolve("home/bin/java"));
        assertEquals("home verify", mvnw(Map.of()));
    }

    @Test
    void passesOverARuntimeWithoutCompiler() throws Exception {
        jdk("jvm/jdk", 21);
        jdk("jvm/jre", 25);
        Files.delete(dir.resolve("jvm/jre/bin/javac"));
        assertEquals(
                "jdk verify", mvnw(Map.of("JAVA_HOME", dir.resolve("jvm/jre").toString())));
    }

    @Test
    void saysWhatToInstallWhenThereIsNone() throws Exception {
        jdk("jvm/old", 17);
        assertEquals(
                "mvnw: no JDK 21 or newer found. Install one (on Debian: openjdk-21-jdk-headless or newer), "
                        + "or set JAVA_HOME to it. (exit 1)",
                mvnw(Map.of()));
    }

    private String mvnw(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", MVNW.toString(), "verify").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", dir.resolve("bin").toString());
        builder.environment().put("MVNW_JVM_DIR", dir.resolve("jvm").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exit = process.waitFor();
        return exit == 0 ? output : output + " (exit " + exit + ")";
    }

    private void jdk(String home, int version) throws IOException {
        script(home + "/bin/java", "echo 'openjdk version \"" + version + ".0.1\"' >&2");
        script(home + "/bin/javac", "");
    }

    private void script(String path, String text) throws IOException {
        Path file = dir.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
