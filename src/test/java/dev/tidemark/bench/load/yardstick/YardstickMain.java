package dev.tidemark.bench.load.yardstick;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import dev.tidemark.bench.load.process.Pace;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The yardstick's program: 50 threads; as it comes, or tuned: its strategy for PostgreSQL (lock and fetch)
 * with limits that keep the threads busy. Says that it is ready, waits for a line, then drains what is scheduled or, with a number of events, schedules a hundred
 * a second.
 */
final class YardstickMain {
    private static final int THREADS = 50;
    /** An event, 1 KiB. */
    private static final byte[] BODY = new byte[1024];

    private YardstickMain() {}

    /** @param arguments JDBC URL, secret, URL to send to, how many to schedule, whether tuned */
    public static void main(String[] arguments) throws Exception {
        Arrays.fill(BODY, (byte) 'x');
        OneTimeTask<Work> task = new DeliveryTask(arguments[1]).task();
        SchedulerBuilder builder = Scheduler.create(dataSource(arguments[0]), task)
                .threads(THREADS)
                .pollingInterval(Duration.ofSeconds(1))
                .enableImmediateExecution();
        Scheduler scheduler =
                (Boolean.parseBoolean(arguments[4]) ? builder.pollUsingLockAndFetch(1.0, 4.0) : builder).build();
        System.out.println("ready");
        System.in.read();
        scheduler.start();
        int paced = Integer.parseInt(arguments[3]);
        if (paced > 0) {
            schedule(scheduler, arguments[2], paced);
        }
        while (System.in.read() >= 0) {
            // nobody writes any more
        }
        System.exit(0);
    }

    private static void schedule(Scheduler scheduler, String url, int events) {
        List<Long> began = Pace.hundredASecond(events, number -> {
            String id = "paced-" + number;
            scheduler.schedule(new TaskInstance<>(DeliveryTask.NAME, id, new Work(url, id, BODY)), Instant.now());
        });
        began.forEach(System.out::println);
    }

    static AgroalDataSource dataSource(String url) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(THREADS + 10)
                        .initialSize(10)
                        .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl(url).principal(new NamePrincipal("postgres")))));
    }
}
