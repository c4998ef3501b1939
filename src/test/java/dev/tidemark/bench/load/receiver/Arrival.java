package dev.tidemark.bench.load.receiver;

/**
 * One request as it came.
 *
 * @param callback last part of the path it was sent to
 * @param id {@code webhook-id}
 * @param micros when its last byte was there, in microseconds since 1970
 * @param status what it was answered
 * @param answered when, in microseconds since 1970; 0 when not yet, or nobody was there any more to take the answer
 */
public record Arrival(String callback, String id, long micros, int status, long answered) {
    /** Whether its answer was under way at this moment, in microseconds since 1970. */
    public boolean isAnsweredBefore(long when) {
        return answered > 0 && answered < when;
    }

    Arrival answeredAt(long when) {
        return new Arrival(callback, id, micros, status, when);
    }

    public boolean taken() {
        return status < 300;
    }

    static Arrival parse(String line) {
        String[] parts = line.split(" ");
        return new Arrival(
                parts[0], parts[1], Long.parseLong(parts[2]), Integer.parseInt(parts[3]), Long.parseLong(parts[4]));
    }

    String line() {
        return callback + " " + id + " " + micros + " " + status + " " + answered + "\n";
    }
}
