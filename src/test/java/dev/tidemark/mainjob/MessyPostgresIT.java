package dev.tidemark.mainjob;

import dev.tidemark.testing.PostgresProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** On PostgreSQL. */
@QuarkusTest
@TestProfile(PostgresProfile.class)
class MessyPostgresIT extends MessyContract {}
