package dev.tidemark.bench.load.yardstick;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tidemark.bench.load.process.Jvm;
import dev.tidemark.bench.load.process.Usage;
import dev.tidemark.bench.load.receiver.Receiver;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes db-scheduler's work ready and starts its process, which waits for {@link #begin}. */
public final class Yardstick implements AutoCloseable {
    private final Jvm process;

    private Yardstick(Jvm process) {
        this.process = process;
        process.line();
    }

    /** Everything is scheduled before its process starts. @param tuned see {@link YardstickMain} */
    public static Yardstick draining(
            String database, String receiver, int callbacks, int deliveries, byte[] body, boolean tuned) {
        try (AgroalDataSource source = YardstickMain.dataSource(database)) {
            table(source);
            SchedulerClient client = SchedulerClient.Builder.create(source).build();
            client.scheduleBatch(
                    IntStream.range(0, deliveries).mapToObj(number -> instance(receiver, number, callbacks, body)),
                    Instant.now());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Yardstick(jvm(database, "-", 0, tuned));
    }

    /** It schedules the events itself. */
    public static Yardstick paced(String database, String receiver, int events) {
        try (AgroalDataSource source = YardstickMain.dataSource(database)) {
            table(source);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Yardstick(jvm(database, receiver + "/ok/c0", events, true));
    }

    public void begin() {
        process.enter();
    }

    /** When it began to schedule each event, in microseconds since 1970; once all are. */
    public List<Long> scheduledAt(int events) {
        List<Long> times = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            times.add(Long.valueOf(process.line()));
        }
        return times;
    }

    public double cpuSeconds() {
        return Usage.cpuSeconds(process.pid());
    }

    public int peakRss() {
        return Usage.peakRss(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }

    private static TaskInstance<?> instance(String receiver, int number, int callbacks, byte[] body) {
        String callback = "c" + number % callbacks;
        String id = "task-" + number / callbacks;
        return new TaskInstance<>(
                DeliveryTask.NAME, id + "-" + callback, new Work(receiver + "/ok/" + callback, id, body));
    }

    private static Jvm jvm(String database, String url, int events, boolean tuned) {
        return new Jvm(
                YardstickMain.class,
                Jvm.OPTIONS,
                Path.of("target/load/yardstick.log"),
                database,
                Receiver.SECRET,
                url,
                Integer.toString(events),
                Boolean.toString(tuned));
    }

    private static void table(AgroalDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(DeliveryTask.TABLE);
        }
    }
}
