package dev.tidemark.bench.load.receiver;

/**
 * One request as it came.
 *
 * @param callback last part of the path it was sent to
 * @param id {@code webhook-id}
 * @param micros when its last byte was there, in microseconds since 1970
 * @param status what it was answered
 */
public record Arrival(String callback, String id, long micros, int status) {
    public boolean taken() {
        return status < 300;
    }

    static Arrival parse(String line) {
        String[] parts = line.split(" ");
        return new Arrival(parts[0], parts[1], Long.parseLong(parts[2]), Integer.parseInt(parts[3]));
    }

    String line() {
        return callback + " " + id + " " + micros + " " + status + "\n";
    }
}
