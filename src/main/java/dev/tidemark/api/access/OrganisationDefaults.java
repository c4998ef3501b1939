package dev.tidemark.api.access;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Defaults of {@code quarkus.oidc}. {@code tenant-enabled} is true where a sign-in server is named: Quarkus has true, and
 * does not start without a server; it is the one place that says whether the organisation's sign-in is on. {@code
 * token.audience} is the client id: what the same server made for other programs is refused, unless the operator says
 * {@code any}.
 */
public final class OrganisationDefaults implements ConfigSourceFactory {
    private static final String ON = "quarkus.oidc.tenant-enabled";
    private static final String SERVER = "quarkus.oidc.auth-server-url";

    /** Google, GitHub and others whose server Quarkus knows by name. */
    private static final String KNOWN_SERVER = "quarkus.oidc.provider";

    private static final String AUDIENCE = "quarkus.oidc.token.audience";

    private static final String CLIENT = "quarkus.oidc.client-id";

    /** Below every source that an operator has. */
    private static final int LOWEST = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean on = Stream.of(SERVER, KNOWN_SERVER).anyMatch(key -> isSet(context.getValue(key)));
        Map<String, String> defaults = new HashMap<>();
        defaults.put(ON, String.valueOf(on));
        ConfigValue client = context.getValue(CLIENT);
        if (on && isSet(client)) {
            defaults.put(AUDIENCE, client.getValue());
        }
        return List.of(new PropertiesConfigSource(defaults, "organisation", LOWEST));
    }

    private static boolean isSet(@Nullable ConfigValue value) {
        return value != null && value.getValue() != null && !value.getValue().isBlank();
    }
}
