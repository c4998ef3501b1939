package dev.tidemark.api.access;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The default of {@code quarkus.oidc.tenant-enabled}: true where a sign-in server is named. Quarkus has true, and does
 * not start without a server. It is the one place that says whether the organisation's sign-in is on.
 */
public final class OrganisationDefaults implements ConfigSourceFactory {
    static final String ON = "quarkus.oidc.tenant-enabled";
    static final String SERVER = "quarkus.oidc.auth-server-url";

    /** Google, GitHub and others whose server Quarkus knows by name. */
    private static final String KNOWN_SERVER = "quarkus.oidc.provider";

    /** Below every source that an operator has. */
    private static final int LOWEST = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean on = Stream.of(SERVER, KNOWN_SERVER).anyMatch(key -> isSet(context.getValue(key)));
        return List.of(new PropertiesConfigSource(Map.of(ON, String.valueOf(on)), "organisation", LOWEST));
    }

    private static boolean isSet(@Nullable ConfigValue value) {
        return value != null && value.getValue() != null && !value.getValue().isBlank();
    }
}
