package dev.tidemark.callback.dispatch;

import dev.tidemark.testing.PostgresProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(PostgresProfile.class)
class CallbackDeliveryPostgresIT extends CallbackDeliveryContract {}
