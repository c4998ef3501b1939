package dev.tidemark.mainjob;

import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.PostgresProfile;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** On PostgreSQL; with the broker, of which it needs nothing, it shares its application with others. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@TestProfile(PostgresProfile.class)
class MessyPostgresIT extends MessyContract {}
