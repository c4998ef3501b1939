package dev.tidemark.api.progress;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ProgressIT extends ProgressContract {}
