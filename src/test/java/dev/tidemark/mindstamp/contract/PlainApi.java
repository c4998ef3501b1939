package dev.tidemark.mindstamp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API by plain HTTP and JSON, with nothing of ours in between. */
final class PlainApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back; {@code json} is the missing node where the body is none. */
    record Answer(int status, String contentType, JsonNode json) {}

    private final Account account;
    private final Duration pause;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** @param pause before each call: a real account gives 100 a minute */
    PlainApi(Account account, Duration pause) {
        this.account = account;
        this.pause = pause;
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, String body) {
        return call("POST", path, body);
    }

    Answer patch(String path, String body) {
        return call("PATCH", path, body);
    }

    Answer delete(String path, @Nullable String body) {
        return call("DELETE", path, body);
    }

    /** The elements of a list: a bare array, or {@code {"data": […]}}; null and empty ones dropped. */
    List<JsonNode> list(String path) {
        Answer answer = get(path);
        assertThat(answer.status()).as("GET %s", path).isEqualTo(200);
        JsonNode list = answer.json().isArray() ? answer.json() : answer.json().path("data");
        assertThat(list.isArray()).as("GET %s answers a list", path).isTrue();
        List<JsonNode> rows = new ArrayList<>();
        list.forEach(row -> {
            if (!row.isNull() && !row.isEmpty()) {
                rows.add(row);
            }
        });
        return rows;
    }

    /** A single object, wrapped once or not. */
    JsonNode one(String path) {
        Answer answer = get(path);
        assertThat(answer.status()).as("GET %s", path).isEqualTo(200);
        JsonNode object = answer.json();
        return object.has("id") || object.size() != 1
                ? object
                : object.iterator().next();
    }

    Answer call(String method, String path, @Nullable String body) {
        return call(method, path, body, "Bearer " + account.token());
    }

    Answer call(String method, String path, @Nullable String body, @Nullable String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(account.url() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            Thread.sleep(pause); // nothing at the sandbox; a real account's limit otherwise
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body().length == 0
                            ? JSON.missingNode()
                            : JSON.readTree(new String(response.body(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " gave no JSON: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
