package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads from a service, and keeps what it answered, to ask another one the same. */
final class Reader {
    private static final String NDJSON = "application/x-ndjson";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** What was answered, by Accept and path. */
    private final Map<String, String> answers = new LinkedHashMap<>();

    private URI api = URI.create("http://none");

    /** From here on it reads from this one. */
    void to(Service service) throws IOException {
        api = service.api();
    }

    URI api() {
        return api;
    }

    /** The body of an answer, which is 200. */
    String get(String path, String accept) throws Exception {
        String answer = ask(path, accept);
        answers.putIfAbsent(accept + " " + path, answer);
        return answer;
    }

    private String ask(String path, String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Accept", accept)
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), path + ": " + answer.body());
        return answer.body();
    }

    /** A whole list, its items as they stand. */
    List<String> lines(String path, Map<String, String> parameters, String order) throws Exception {
        return get(path + query(parameters, order), NDJSON).lines().toList();
    }

    static String query(Map<String, String> parameters, String order) {
        return parameters.entrySet().stream()
                .map(parameter -> "&" + parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("", "?" + order, ""));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Asks all that was asked, and fails where an answer is another one. */
    void asksAllAgain() throws Exception {
        for (Map.Entry<String, String> before : answers.entrySet()) {
            String[] asked = before.getKey().split(" ", 2);
            assertEquals(before.getValue(), ask(asked[1], asked[0]), before.getKey());
        }
    }
}
