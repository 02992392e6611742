package io.hostledger.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** One who makes one change after another, each under a change_id, and keeps what it was told. */
final class OneWriter {
    /** Bodies of the answers that said 201. */
    final List<String> committed = new ArrayList<>();

    /** Changes of which nobody knows whether they were kept. */
    final List<String> unknown = new ArrayList<>();

    /** Changes that were said not to be kept. */
    final List<String> refused = new ArrayList<>();

    private final URI api;
    private final String pad;
    private int count;

    /** @param padding bytes of each state, about */
    OneWriter(URI api, int padding) {
        this.api = api;
        this.pad = "x".repeat(padding);
    }

    /** The same one, of a service at another address. */
    OneWriter movedTo(URI other) {
        OneWriter moved = new OneWriter(other, pad.length());
        moved.committed.addAll(committed);
        moved.unknown.addAll(unknown);
        moved.refused.addAll(refused);
        moved.count = count;
        return moved;
    }

    /** Makes a change; the answer to it. Each third one is of a new element. */
    HttpResponse<String> change() throws Exception {
        int number = count++;
        String element = number % 3 == 0 ? "file:/new/" + number : "interface:vi" + number % 7;
        String change = "{\"element_id\":\"" + element + "\",\"actor\":\"it\",\"state\":{\"n\":" + number
                + ",\"pad\":\"" + pad + "\"},\"change_id\":\"id-" + number + "\"}";
        HttpResponse<String> answer = Http.change(api, change);
        if (answer.statusCode() == 201) {
            committed.add(answer.body());
        } else if (answer.body().contains("\"outcome\":\"unknown\"")) {
            unknown.add(change);
        } else {
            assertTrue(answer.body().contains("\"outcome\":\"none\""), answer.body());
            refused.add(change);
        }
        return answer;
    }

    /** Makes changes until one is not taken; its answer. */
    HttpResponse<String> changeUntilRefused() throws Exception {
        HttpResponse<String> answer = change();
        while (answer.statusCode() == 201) {
            answer = change();
        }
        return answer;
    }

    /** Asks again, under the same change_ids, for all that it has no 201 of, until all of it is committed. */
    void askAgain() throws Exception {
        List<String> again = new ArrayList<>(unknown);
        again.addAll(refused);
        for (String change : again) {
            HttpResponse<String> answer = Http.change(api, change);
            boolean kept = answer.statusCode() == 200 && unknown.contains(change);
            assertTrue(kept || answer.statusCode() == 201, answer.body() + " to " + change);
            committed.add(answer.body());
        }
        unknown.clear();
        refused.clear();
    }

    /** What was answered is read back as it was answered. */
    void assertReads() throws Exception {
        for (String answer : List.of(committed.getFirst(), committed.getLast())) {
            String element = answer.substring(answer.indexOf("\"element\":{") + 10, answer.length() - 1);
            String id =
                    element.replaceAll(".*\"element_id\":\"([^\"]*)\".*", "$1").replace("/", "%2F");
            String height = element.replaceAll(".*\"height\":(\\d+),\"modification_type\".*", "$1");
            HttpResponse<String> read = Http.get(api, "/v1/elements/" + id + "/blocks/" + height);
            assertEquals(200, read.statusCode(), read.body());
            assertEquals(element, read.body());
        }
    }
}
