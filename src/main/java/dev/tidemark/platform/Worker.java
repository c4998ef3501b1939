package dev.tidemark.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A loop on a virtual thread of its own: does its round, then waits for a signal or the interval, whichever comes first.
 * A round that fails is logged and tried again after the interval; it never ends the loop.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** What is about to follow a signal is waited for so long. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;
    private volatile boolean running = true;

    private Worker(String name, Duration interval, Duration gap, BooleanSupplier more, Supplier<Duration> round) {
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> loop(name, interval, gap, more, round));
    }

    public static Worker start(String name, Duration interval, Runnable round) {
        return startPaced(name, interval, Duration.ZERO, () -> {
            round.run();
            return interval;
        });
    }

    /**
     * @param gap rounds begin so far apart at least, however often there are signals
     * @param round tells when it wants to be called again at the latest; the interval at most
     */
    public static Worker startPaced(String name, Duration interval, Duration gap, Supplier<Duration> round) {
        return startGathering(name, interval, gap, () -> false, round);
    }

    /**
     * The same; a loop that stood still waits a moment for what is about to follow a signal, so that one round does for all.
     *
     * @param more whether something is about to follow
     */
    public static Worker startGathering(
            String name, Duration interval, Duration gap, BooleanSupplier more, Supplier<Duration> round) {
        Worker worker = new Worker(name, interval, gap, more, round);
        worker.thread.start();
        return worker;
    }

    /** There is work now; cheap, from any thread. */
    public void signal() {
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    /** Ends the loop and waits for the running round. */
    @Override
    public void close() {
        running = false;
        signal();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop(String name, Duration interval, Duration gap, BooleanSupplier more, Supplier<Duration> round) {
        while (running) {
            long begun = System.nanoTime();
            Duration wait = interval;
            try {
                Duration wanted = round.get();
                wait = wanted.compareTo(interval) < 0 ? wanted : interval;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.errorf(e, "worker=%s round failed, next in %s", name, interval);
                }
            }
            await(wait);
            long left = gap.toNanos() - (System.nanoTime() - begun);
            rest(left > 0 || !more.getAsBoolean() ? left : MOMENT.toNanos());
            // Whoever signalled during the rest is served by the round that begins now.
            signals.drainPermits();
        }
    }

    private void rest(long nanos) {
        if (nanos > 0 && running) {
            LockSupport.parkNanos(nanos);
        }
    }

    private void await(Duration interval) {
        try {
            if (running && signals.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                signals.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }
}
