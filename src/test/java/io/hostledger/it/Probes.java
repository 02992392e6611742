package io.hostledger.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;

/** What a service's probes say. */
record Probes(URI management) {
    static Probes of(Service service) throws IOException {
        return new Probes(service.management());
    }

    boolean live() {
        return get("live").statusCode() == 200;
    }

    boolean ready() {
        return get("ready").statusCode() == 200;
    }

    /** All that readiness says. */
    String readiness() {
        return get("ready").body();
    }

    private HttpResponse<String> get(String probe) {
        try {
            return Http.get(management, "/q/health/" + probe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
