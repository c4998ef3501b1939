package dev.tidemark.callback.delivery;

import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.PostgresProfile;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@WithTestResource(KafkaResource.class)
@TestProfile(PostgresProfile.class)
class RoundsPostgresIT extends RoundsContract {}
