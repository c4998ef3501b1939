package dev.tidemark.callback.delivery;

import dev.tidemark.testing.KafkaResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class RoundsIT extends RoundsContract {}
