package dev.tidemark.bench;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** On PostgreSQL. */
@QuarkusTest
@TestProfile(PostgresOnDisk.class)
class DeliverySearchPostgresBench extends DeliverySearch {
    @Override
    String numbers(long count) {
        return "(select n from generate_series(1, " + count + ") as n)";
    }
}
