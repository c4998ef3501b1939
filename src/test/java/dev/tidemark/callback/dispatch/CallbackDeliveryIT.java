package dev.tidemark.callback.dispatch;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class CallbackDeliveryIT extends CallbackDeliveryContract {}
