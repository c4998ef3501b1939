package dev.tidemark.outbox;

import dev.tidemark.testing.KafkaResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class AppendIT extends AppendContract {}
