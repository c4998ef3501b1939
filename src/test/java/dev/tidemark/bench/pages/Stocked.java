package dev.tidemark.bench.pages;

import dev.tidemark.mainjob.ServiceProcess;
import java.util.List;

/** A database that a service runs on, and that tells what it did. */
interface Stocked extends AutoCloseable {
    String name();

    /** The packaged service on it, its workers at rest. */
    ServiceProcess start();

    /** Fills it while no service runs. */
    Stock.Marks fill(Stock stock);

    /** How it goes about all that a page asks. */
    List<Plan> plansOf(Runnable page);

    /** Processor time of a server beside the service so far. */
    double cpuSeconds();

    @Override
    void close();
}
