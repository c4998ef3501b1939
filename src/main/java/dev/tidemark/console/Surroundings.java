package dev.tidemark.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** What this service was started with, for templates: {@code {inject:console.hasSandbox}}. */
@Named("console")
@Singleton
public class Surroundings {
    /** The rooms that own these settings are closed to the console: it needs to know no more of them than this. */
    @ConfigMapping(prefix = "tidemark.sandbox")
    public interface SandboxSwitch {
        @WithDefault("false")
        boolean enabled();
    }

    /** Who is let in. */
    @ConfigMapping(prefix = "tidemark.api")
    public interface Door {
        @WithDefault("keys")
        String auth();
    }

    /** The organisation's sign-in. */
    @ConfigMapping(prefix = "quarkus.oidc")
    public interface SignIn {
        boolean tenantEnabled();
    }

    private final boolean sandbox;
    private final boolean keys;
    private final boolean organisation;

    Surroundings(SandboxSwitch sandbox, Door door, SignIn organisation) {
        this.sandbox = sandbox.enabled();
        this.keys = !door.auth().equalsIgnoreCase("none");
        this.organisation = organisation.tenantEnabled();
    }

    public boolean hasSandbox() {
        return sandbox;
    }

    public boolean asksForKeys() {
        return keys;
    }

    /** Whether people can sign in with their organisation, too. */
    public boolean hasOrganisation() {
        return organisation;
    }
}
