package dev.tidemark.bench.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Asks a service, as one person does: one after the other. */
final class Pages implements AutoCloseable {
    private static final int WARM = 5;
    private static final int TIMES = 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final int events;
    private final DoubleSupplier cpu;
    private int asked;

    /** @param cpu processor seconds spent so far on answering */
    Pages(String url, int events, DoubleSupplier cpu) {
        this.url = url;
        this.cpu = cpu;
        this.events = events;
    }

    /**
     * @param cpu milliseconds that each took of processors, in the mean
     * @param bytes of an answer
     */
    record Took(double median, double max, double cpu, int bytes) {}

    Took took(Question question) {
        int bytes = warm(question);
        double[] millis = new double[TIMES];
        double spent = cpu.getAsDouble();
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            ask(question);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        spent = cpu.getAsDouble() - spent;
        Arrays.sort(millis);
        return new Took(millis[TIMES / 2], millis[TIMES - 1], spent * 1000 / TIMES, bytes);
    }

    /** Until the service has compiled most of what it needs. @return length of the answer */
    int warm(Question question) {
        int bytes = 0;
        for (int i = 0; i < WARM; i++) {
            bytes = ask(question);
        }
        return bytes;
    }

    /** @return length of the answer */
    int ask(Question question) {
        asked++;
        String path = question.path()
                .replace("{next}", Integer.toString(events + asked))
                .replace("{i}", Integer.toString(asked % 10));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (!question.body().isEmpty()) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(question.body()));
        }
        return send(request.build());
    }

    void put(String path, String body) {
        send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private int send(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        request.uri() + " answered " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
            }
            return answer.body().length;
        } catch (IOException e) {
            throw new IllegalStateException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
