package dev.tidemark.simulation;

import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.PostgresProfile;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** With the broker that the other tests on PostgreSQL need, so that they share one start of the application. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@TestProfile(PostgresProfile.class)
class WorldsOnPostgresIT extends WorldsOnStoresContract {}
