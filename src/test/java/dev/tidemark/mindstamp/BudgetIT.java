package dev.tidemark.mindstamp;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class BudgetIT extends BudgetContract {}
