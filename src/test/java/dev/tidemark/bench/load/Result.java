package dev.tidemark.bench.load;

import dev.tidemark.bench.load.receiver.Arrival;
import dev.tidemark.bench.load.receiver.Arrivals;
import java.util.function.ToLongFunction;

/**
 * One line of the table; what was not measured is NaN or -1.
 *
 * @param rate deliveries a second from the first to the last
 * @param warm of the later half
 * @param p50 milliseconds from stored to received
 * @param cpu processor seconds per 1,000 deliveries of whoever sends
 * @param databaseCpu the same of PostgreSQL
 * @param rss MiB of whoever sends, at most
 */
record Result(
        String name,
        int deliveries,
        double rate,
        double warm,
        double p50,
        double p95,
        double p99,
        double cpu,
        double databaseCpu,
        int rss,
        double attempts,
        String remark) {

    /** Not more than those who watch make themselves: who sends has another database. */
    private static final int FEW = 10;

    /** @param storedAt microseconds since 1970, the same for all */
    static Result burst(String name, Arrivals taken, long storedAt, Costs costs) {
        int count = taken.all().size();
        return new Result(
                name,
                count,
                taken.rate(),
                taken.warmRate(),
                taken.late(0.5, _ -> storedAt),
                taken.late(0.95, _ -> storedAt),
                taken.late(0.99, _ -> storedAt),
                costs.service() * 1000 / costs.per(),
                costs.database() * 1000 / costs.per(),
                costs.rss(),
                Double.NaN,
                costs.transactions() <= FEW
                        ? ""
                        : "%.1f a transaction;".formatted((double) costs.per() / costs.transactions()));
    }

    /** One at a time; who sends was not alone in its process. @param storedAt microseconds since 1970 */
    static Result paced(String name, Arrivals taken, ToLongFunction<Arrival> storedAt) {
        return new Result(
                name,
                taken.all().size(),
                taken.rate(),
                Double.NaN,
                taken.late(0.5, storedAt),
                taken.late(0.95, storedAt),
                taken.late(0.99, storedAt),
                Double.NaN,
                Double.NaN,
                -1,
                Double.NaN,
                "");
    }

    /**
     * What a run took.
     *
     * @param service processor seconds of whoever sends
     * @param database those of PostgreSQL
     * @param transactions that wrote; 0 when nobody counted
     * @param per so many deliveries, those that are not timed too
     * @param rss MiB
     */
    record Costs(double service, double database, long transactions, int per, int rss) {}

    Result with(double attemptsADelivery, String text) {
        return new Result(name, deliveries, rate, warm, p50, p95, p99, cpu, databaseCpu, rss, attemptsADelivery, text);
    }

    /** Where waiting began before anybody could send, how late it came says nothing. */
    Result withoutLateness() {
        return new Result(
                name,
                deliveries,
                rate,
                warm,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                cpu,
                databaseCpu,
                rss,
                attempts,
                remark);
    }
}
