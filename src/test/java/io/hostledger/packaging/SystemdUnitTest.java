package io.hostledger.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** systemd itself reads the unit, with a program in the place of the one that is not installed here. */
class SystemdUnitTest {
    private static final Path UNIT = Path.of("src/main/systemd/hostledger.service");
    private static final String EXECUTABLE = "/usr/local/bin/hostledger";
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");
    /** Of 10; systemd calls up to 2 "OK". */
    private static final double MOST_EXPOSED = 2;

    @TempDir
    Path temp;

    private Path unit;

    @BeforeEach
    void write() throws IOException {
        String text = Files.readString(UNIT);
        assertTrue(text.contains("ExecStart=" + EXECUTABLE + " "), "the program has another place");
        unit = temp.resolve("hostledger.service");
        Files.writeString(unit, text.replace(EXECUTABLE, "/bin/true"));
    }

    @Test
    void systemdVerifiesIt() throws Exception {
        assertEquals("", analyze("verify", "--man=no", unit.toString()));
    }

    @Test
    void aMistakeInItWouldBeSeen() throws Exception {
        Files.writeString(unit, Files.readString(unit).replace("StateDirectory=", "StateDirektory="));
        assertTrue(analyze("verify", "--man=no", unit.toString()).contains("StateDirektory"));
    }

    @Test
    void littleOfTheHostIsExposedToIt() throws Exception {
        String told = analyze("security", "--offline=true", "--no-pager", unit.toString());
        Matcher exposure = EXPOSURE.matcher(told);
        assertTrue(exposure.find(), told);
        assertTrue(Double.parseDouble(exposure.group(1)) <= MOST_EXPOSED, exposure.group());
    }

    private String analyze(String... arguments) throws IOException, InterruptedException {
        Path tool = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(tool), "systemd-analyze is not installed");
        Path out = temp.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(tool.toString());
        builder.command().addAll(List.of(arguments));
        Process process =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return Files.readString(out);
    }
}
