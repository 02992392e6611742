package io.hostledger.stream;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hostledger.it.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser's EventSource follows, loses the service, and goes on by itself without a gap. */
class BrowserIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String[] CORS = {"quarkus.http.cors.enabled=true", "quarkus.http.cors.origins=/.*/"};

    private static final String PAGE = """
            <!doctype html><script>
            const seen = [];
            const source = new EventSource('http://127.0.0.1:%d/v1/events?from=0');
            source.onmessage = event => seen.push(event.data);
            setInterval(() => fetch('/seen', {method: 'POST', body: seen.join('\\n')}), 200);
            </script>
            """;

    @TempDir
    Path directory;

    private final AtomicReference<List<String>> seen = new AtomicReference<>(List.of());

    @Test
    void eventSourceGoesOnWithoutAGapWhenTheServiceIsRestarted() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "there is no " + CHROMIUM);
        Path data = directory.resolve("data");
        HttpServer pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String[] samePorts;
        Process browser;
        try (Service service = Service.start(data, CORS)) {
            int port = service.api().getPort();
            // Both: Quarkus' metrics refuse to have one of them chosen and the other not.
            samePorts = new String[] {
                CORS[0],
                CORS[1],
                "quarkus.http.port=" + port,
                "quarkus.management.port=" + service.management().getPort()
            };
            pages.createContext("/", exchange -> answer(exchange, port));
            pages.start();
            browser = browser(pages.getAddress().getPort());
            StreamIT.change(service, 0, 200);
            await().atMost(PATIENCE).until(() -> seen.get().size() == 200);
            service.stop();
        }
        try (Service service = Service.start(data, samePorts)) {
            StreamIT.change(service, 200, 300);
            await().atMost(PATIENCE).until(() -> seen.get().size() >= 300);
        } finally {
            end(browser);
            pages.stop(0);
        }
        assertEquals(Files.readAllLines(data.resolve("ledger.jsonl")), seen.get());
    }

    private Process browser(int port) throws IOException {
        return new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + directory.resolve("browser"),
                        "http://127.0.0.1:" + port + "/")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** With the processes that it started, which write to its folder up to their end. */
    private static void end(Process browser) {
        List<ProcessHandle> all = Stream.concat(browser.descendants(), Stream.of(browser.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private void answer(HttpExchange exchange, int servicePort) throws IOException {
        byte[] body = PAGE.formatted(servicePort).getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("POST")) {
            String all = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.set(all.isEmpty() ? List.of() : all.lines().toList());
        } else {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
        }
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
