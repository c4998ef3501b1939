package dev.tidemark.bench.load.receiver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.ConfigProvider;

/** Asks the receiver's process what came. */
public final class Receiver implements AutoCloseable {
    /** With which everything is signed. */
    public static final String SECRET = "whsec_bG9hZCBwcm9ncmFtIGxvYWQgcHJvZ3JhbSBsb2FkISE=";
    /** The callback that gets one event at a time. */
    public static final String PACED = "paced";

    static final String URL_KEY = "load.receiver";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    public Receiver() {
        url = ConfigProvider.getConfig().getValue(URL_KEY, String.class);
    }

    public String url() {
        return url;
    }

    public Counts counts() {
        return Counts.parse(get("/control/counts"));
    }

    public Arrivals arrivals() {
        return new Arrivals(get("/control/arrivals").lines().map(Arrival::parse).toList());
    }

    /** Forgets what came. */
    public void reset() {
        get("/control/reset");
    }

    @Override
    public void close() {
        http.close();
    }

    private String get(String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
