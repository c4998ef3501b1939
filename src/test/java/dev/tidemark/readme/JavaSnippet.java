package dev.tidemark.readme;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiled for the oldest Java a receiver is likely to have, and loaded with nothing but the JDK beside it. */
record JavaSnippet(Method verify) implements Snippet {
    private static final String RELEASE = "11";

    static JavaSnippet compile(Path folder) throws IOException, ReflectiveOperationException {
        Path source = Files.writeString(folder.resolve("Webhooks.java"), Readme.block("java"));
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        String[] options = {
            "-Xlint:all", "-Werror", "--release", RELEASE, "-classpath", folder.toString(), source.toString()
        };
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, errors, options);
        if (result != 0) {
            throw new IllegalStateException(errors.toString(UTF_8));
        }
        URL[] classes = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            Method verify = loader.loadClass("Webhooks")
                    .getDeclaredMethod("verify", String.class, String.class, String.class, String.class, byte[].class);
            verify.setAccessible(true);
            return new JavaSnippet(verify);
        }
    }

    @Override
    public boolean accepts(Received request) throws ReflectiveOperationException {
        return (boolean) verify.invoke(
                null, request.secret(), request.id(), request.timestamp(), request.signatures(), request.body());
    }
}
