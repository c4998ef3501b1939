package dev.tidemark.platform;

import io.smallrye.config.ConfigMapping;

/** Which database this build is for. */
@ConfigMapping(prefix = "tidemark.database")
public interface DatabaseConfig {
    /** True where one process owns the database (an H2 file): nobody else's claim or lease can be alive at start. */
    boolean exclusive();
}
