package dev.tidemark.bench;

import io.quarkus.test.junit.QuarkusTest;

/** On H2. */
@QuarkusTest
class DeliverySearchBench extends DeliverySearch {
    @Override
    String numbers(long count) {
        return "(select x as n from system_range(1, " + count + "))";
    }
}
