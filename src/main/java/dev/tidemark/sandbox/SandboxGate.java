package dev.tidemark.sandbox;

import dev.tidemark.platform.Problem;
import dev.tidemark.sandbox.wire.Answers;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Where the sandbox is off, nothing below /sandbox exists. */
class SandboxGate {
    private final SandboxConfig config;

    SandboxGate(SandboxConfig config) {
        this.config = config;
    }

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> check(ContainerRequestContext request) {
        return config.enabled()
                ? Optional.empty()
                : refusal(request.getUriInfo().getPath());
    }

    static Optional<Response> refusal(String path) {
        String inside = path.startsWith("/") ? path : "/" + path;
        return inside.equals("/sandbox") || inside.startsWith("/sandbox/")
                ? Optional.of(Answers.problem(Problem.of(
                        404, "Not Found", "The sandbox is off; tidemark.sandbox.enabled=true switches it on.")))
                : Optional.empty();
    }
}
