package dev.tidemark.outbox.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One connection to the stream of events, read as a browser would. */
final class SseClient implements AutoCloseable {
    record Message(String id, String event, String data) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private SseClient(URI uri, Optional<String> lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        this.response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        this.lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    static SseClient connect(String uri, Optional<String> lastEventId) throws IOException, InterruptedException {
        return new SseClient(URI.create(uri), lastEventId);
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /** The next messages, comments left out; waits for them. */
    List<Message> next(int count) throws IOException {
        List<Message> messages = new ArrayList<>();
        while (messages.size() < count) {
            block().ifPresent(messages::add);
        }
        return messages;
    }

    /** Reads on until a comment with this text comes. */
    void awaitComment(String text) throws IOException {
        String line = lines.readLine();
        while (line != null && !(line.startsWith(":") && line.contains(text))) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the stream ended before the comment '" + text + "'");
        }
    }

    /** Everything until the server ends the stream; fails when it is cut. */
    String rest() {
        return lines.lines()
                .filter(line -> !line.startsWith("retry:"))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private Optional<Message> block() throws IOException {
        String id = "";
        String event = "";
        List<String> data = new ArrayList<>();
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).stripLeading();
            switch (line.substring(0, colon)) {
                case "id" -> id = value;
                case "event" -> event = value;
                case "data" -> data.add(value);
                default -> {}
            }
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the stream ended");
        }
        return data.isEmpty() || id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Message(id, event, String.join("\n", data)));
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            client.shutdownNow();
        }
    }
}
