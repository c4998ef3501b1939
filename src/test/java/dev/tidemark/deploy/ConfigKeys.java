package dev.tidemark.deploy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every key of our mapping interfaces as the environment variable it can be set by. */
final class ConfigKeys {
    private ConfigKeys() {}

    /** As regular expressions: a map's key may be any word. */
    static Set<String> environmentVariables() {
        Set<String> names = new TreeSet<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.tidemark")) {
            if (found.isAnnotatedWith(ConfigMapping.class)) {
                Class<?> mapping = found.reflect();
                add(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, names);
            }
        }
        return names;
    }

    private static void add(String prefix, Class<?> mapping, Set<String> names) {
        for (Method method : mapping.getDeclaredMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                String name = Optional.ofNullable(method.getAnnotation(WithName.class))
                        .map(WithName::value)
                        .orElseGet(() -> kebab(method.getName()));
                add(
                        method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + name,
                        method.getGenericReturnType(),
                        names);
            }
        }
    }

    private static void add(String name, Type type, Set<String> names) {
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            add(name + ".*", map.getActualTypeArguments()[1], names);
        } else if (type instanceof Class<?> group
                && group.isInterface()
                && group.getName().startsWith("dev.tidemark")) {
            add(name, group, names);
        } else {
            names.add(name.replace("*", "%")
                    .toUpperCase(Locale.ROOT)
                    .replaceAll("[^A-Z0-9%]", "_")
                    .replace("%", "\\w+"));
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
