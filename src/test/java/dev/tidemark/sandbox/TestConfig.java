package dev.tidemark.sandbox;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validator;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The sandbox's configuration as it is read from properties. */
public final class TestConfig {
    private static final Validator VALIDATOR = jakarta.validation.Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private TestConfig() {}

    public static SandboxConfig withHistory(int views) {
        return with(Map.of("history", String.valueOf(views)));
    }

    public static SandboxConfig withSecret(String secret) {
        return with(Map.of("inbox-secret", secret));
    }

    /** As the service validates it at its start. */
    private static final class Validation implements BeanValidationConfigValidator {
        @Override
        public Validator getValidator() {
            return VALIDATOR;
        }
    }

    /** @param settings names without {@code tidemark.sandbox.} */
    public static SandboxConfig with(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put("tidemark.sandbox.enabled", "true");
        settings.forEach((name, value) -> properties.put("tidemark.sandbox." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(SandboxConfig.class)
                .withValidator(new Validation())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(SandboxConfig.class);
    }
}
