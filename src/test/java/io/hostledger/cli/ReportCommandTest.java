package io.hostledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    Path temp;

    private Path data;

    @BeforeEach
    void copy() throws IOException {
        data = Samples.v1(temp);
    }

    private Ran run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("report", "--data-dir", data));
        all.addAll(List.of(arguments));
        return Ran.command(all.toArray());
    }

    @Test
    void whatHappenedIsCounted() {
        assertEquals(
                """
                3 blocks
                  first  16:55b81bfe96418640139f447ddc58606cef1f2ab112af9d86bcf1769a516b64fc
                  last   18:3cfda25aa9808db7f17aba019f26916a940de1c289ee24b1775d53e25ec838ee

                by actor
                  carol                                    3

                by element type
                  MountPoint                               1
                  NetworkInterface                         1
                  Service                                  1

                by action
                  created                                  2
                  moved                                    1

                by hour
                  2025-10-13T10:00:00.000000Z              3

                most changed
                  interface:vi102                          1
                  mount:/                                  1
                  service:größe x                          1
                """, run("--since", "2025-10-13T10:11:00Z", "--until", "1h48m").well());
    }

    @Test
    void nothingIsCountedWhereNothingHappened() {
        assertEquals("0 blocks\n", run("--since", "now").well());
    }

    @Test
    void jsonAndCsvAreThoseOfTheApi() {
        assertTrue(run("--json").well().startsWith("{\"blocks\":20,\"first\":{\"height\":0,"));
        assertTrue(run("--csv").well().startsWith("what,name,blocks\r\nblocks,,20\r\n"));
        assertEquals(2, run("--csv", "--json").code());
    }
}
