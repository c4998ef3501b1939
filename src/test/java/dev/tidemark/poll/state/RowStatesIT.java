package dev.tidemark.poll.state;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RowStatesIT extends RowStatesStoreContract {}
