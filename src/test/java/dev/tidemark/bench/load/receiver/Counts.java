package dev.tidemark.bench.load.receiver;

/** @param fast taken on {@code /ok/…} @param other taken elsewhere @param refused answered 500 @param forged wrong signature */
public record Counts(int fast, int other, int refused, int forged) {
    static Counts parse(String line) {
        String[] parts = line.split(" ");
        return new Counts(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }

    String line() {
        return fast + " " + other + " " + refused + " " + forged;
    }

    public int taken() {
        return fast + other;
    }
}
