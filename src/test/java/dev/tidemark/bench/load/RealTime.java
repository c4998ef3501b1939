package dev.tidemark.bench.load;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Here time runs by itself, unlike in tests. */
@Alternative
@Singleton
class RealTime {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
