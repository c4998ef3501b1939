package dev.tidemark.platform.pulse;

import dev.tidemark.testing.KafkaResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class PulseHistoryIT extends PulseHistoryContract {}
