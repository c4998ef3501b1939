package dev.tidemark.api.control;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ControlIT extends ControlContract {}
