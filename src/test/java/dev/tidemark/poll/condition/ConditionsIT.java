package dev.tidemark.poll.condition;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ConditionsIT extends ConditionsContract {}
