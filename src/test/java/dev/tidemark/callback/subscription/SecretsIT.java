package dev.tidemark.callback.subscription;

import dev.tidemark.testing.KafkaResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(KafkaResource.class)
class SecretsIT extends SecretsContract {}
