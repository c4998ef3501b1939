package dev.tidemark.mainjob;

import dev.tidemark.testing.KafkaResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** On H2. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
class MainJobIT extends MainJobContract {}
