package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service takes its settings from the environment, and does not start on a wrong one. */
class ConfigurationIT {
    @TempDir
    Path directory;

    @Test
    void theEnvironmentAloneConfiguresIt() throws Exception {
        Path data = directory.resolve("elsewhere");
        Map<String, String> environment = Map.of(
                "HOSTLEDGER_DATA_DIR", data.toString(),
                "HOSTLEDGER_LANES", "2",
                "HOSTLEDGER_ELEMENT_TYPES_TABLE_TYPE", "DatabaseTable",
                "HOSTLEDGER_ELEMENT_TYPES_TABLE_DIRECTORY", "databases/tables",
                "QUARKUS_HTTP_PORT", "0",
                "QUARKUS_MANAGEMENT_PORT", "0",
                // As Kubernetes sets them for a Service of this name.
                "HOSTLEDGER_SERVICE_HOST", "10.0.0.1",
                "HOSTLEDGER_PORT_8080_TCP", "tcp://10.0.0.1:8080");
        try (Service service = Service.launch(environment, List.of()).listening()) {
            String change = "{\"element_id\":\"table:users\",\"state\":{\"rows\":1},\"actor\":\"it\"}";
            assertEquals(201, Http.change(service.api(), change).statusCode());
        }
        assertTrue(Files.exists(data.resolve("element-chains/databases/tables/users.jsonl")));
    }

    @Test
    void aNumberThatIsNoneIsRefused() throws Exception {
        refused("hostledger.open-files is \"many\": ", "hostledger.open-files=many");
    }

    @Test
    void aNumberOutOfItsRangeIsRefused() throws Exception {
        refused("hostledger.lanes is 0, and must be between 1 and 1024", "hostledger.lanes=0");
    }

    @Test
    void aKeyThatThereIsNotIsRefused() throws Exception {
        refused("hostledger.data-dri: there is no such setting", "hostledger.data-dri=/tmp");
    }

    @Test
    void aVariableThatThereIsNotIsRefused() throws Exception {
        Map<String, String> environment = Map.of("HOSTLEDGER_DATADIR", "/tmp");
        try (Service service = Service.launch(environment, List.of())) {
            refused("HOSTLEDGER_DATADIR: there is no such setting", service);
        }
    }

    @Test
    void oneFolderForTwoPrefixesIsRefused() throws Exception {
        refused(
                "the element prefixes a (network/interfaces) and interface (network/interfaces)",
                "hostledger.element-types.a.type=A",
                "hostledger.element-types.a.directory=network/interfaces");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        try (Service service = Service.launch(file.resolve("data"))) {
            refused(file.resolve("data") + ": ", service);
        }
    }

    @Test
    void aPortThatIsNoneIsRefused() throws Exception {
        refused("port must be <= 65535", "quarkus.http.port=99999");
    }

    @Test
    void aPortThatIsTakenIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            refused("127.0.0.1:" + port + ": Address already in use", "quarkus.http.port=" + port);
            refused("127.0.0.1:" + port + ": Address already in use", "quarkus.management.port=" + port);
        }
    }

    private void refused(String words, String... options) throws Exception {
        try (Service service = Service.launch(directory.resolve("data"), options)) {
            refused(words, service);
        }
    }

    /** It ends with one line beside those that tell how far it came. */
    private static void refused(String words, Service service) throws Exception {
        assertEquals(1, service.exitCode(), service.log());
        List<String> said =
                service.log().lines().filter(line -> !line.contains(" INFO ")).toList();
        assertEquals(1, said.size(), service.log());
        assertTrue(said.get(0).startsWith("hostledger does not start: "), said.get(0));
        assertTrue(said.get(0).contains(words), said.get(0));
    }
}
