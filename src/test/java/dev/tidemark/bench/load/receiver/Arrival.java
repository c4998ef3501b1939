package dev.tidemark.bench.load.receiver;

/**
 * One request as it came.
 *
 * @param callback last part of the path it was sent to
 * @param id {@code webhook-id}
 * @param micros when its last byte was there, in microseconds since 1970
 * @param status what it was answered; {@link #CUT} when nobody was there any more to take the answer
 */
public record Arrival(String callback, String id, long micros, int status) {
    /** Of requests whose sender went away before there was an answer. */
    static final int CUT = 499;

    public boolean isCut() {
        return status == CUT;
    }

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
