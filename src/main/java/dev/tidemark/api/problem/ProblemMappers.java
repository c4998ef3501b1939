package dev.tidemark.api.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.tidemark.platform.Ids;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.platform.RetryAfter;
import io.quarkus.oidc.OIDCException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failed call as problem details (RFC 9457), never a stack trace or a page. */
// No resource returns a problem, so a native executable would not know how to write one.
@RegisterForReflection(targets = {Problem.class, Problem.FieldError.class})
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String SANDBOX = "/sandbox";

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        Response.ResponseBuilder answer = Response.fromResponse(answer(e.problem()));
        e.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, RetryAfter.seconds(wait)));
        return answer.build();
    }

    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e) {
        return answer(JsonProblems.of(e));
    }

    /** The mistake is in our types, not in the request. */
    @ServerExceptionMapper
    Response definition(InvalidDefinitionException e, ContainerRequestContext request, RoutingContext call) {
        return unexpected(e, request, call);
    }

    @ServerExceptionMapper
    Response json(JacksonException e) {
        return answer(JsonProblems.of(e));
    }

    @ServerExceptionMapper
    Response violation(ConstraintViolationException e) {
        List<Problem.FieldError> errors = e.getConstraintViolations().stream()
                .map(violation -> new Problem.FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Problem.FieldError::field))
                .toList();
        return answer(Problem.invalid(errors));
    }

    @ServerExceptionMapper
    Response status(WebApplicationException e, ContainerRequestContext request) {
        Response response = e.getResponse();
        if (e.getCause() instanceof JacksonException json) {
            return answer(JsonProblems.of(json));
        }
        if (response.hasEntity() || response.getStatus() < 400 || isSandbox(request)) {
            return response;
        }
        Problem problem =
                Problem.of(response.getStatus(), response.getStatusInfo().getReasonPhrase(), detail(response, request));
        Response.ResponseBuilder answer = Response.fromResponse(response).entity(problem);
        return answer.type(Problem.MEDIA_TYPE).build();
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e) {
        return challenge("This call needs an API key: send the header 'Authorization: Bearer <key>'.");
    }

    @ServerExceptionMapper
    Response failed(AuthenticationFailedException e) {
        return challenge("The API key or token is not known here, or no longer: check the header 'Authorization: Bearer"
                + " <key>'.");
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, ResourceInfo called) {
        String needed = Optional.ofNullable(called.getResourceMethod().getAnnotation(RolesAllowed.class))
                .or(() -> Optional.ofNullable(called.getResourceClass().getAnnotation(RolesAllowed.class)))
                .map(allowed -> "needs the scope '" + String.join("' or '", allowed.value()) + "', which")
                .orElse("needs a scope that");
        return answer(Problem.of(
                403,
                "Forbidden",
                "This call " + needed + " the API key, or the role at the organisation, does not give."));
    }

    /** Keys go on working. */
    @ServerExceptionMapper
    Response organisationIsAway(OIDCException e) {
        LOG.warnf("the organisation's sign-in cannot be asked: %s", e.getMessage());
        return answer(Problem.of(
                503,
                "Service Unavailable",
                "The server of the organisation's sign-in does not answer. Try again later, or use an API key."));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, ContainerRequestContext request, RoutingContext call) {
        if (call.response().closed() || call.response().ended()) {
            // Who asked is gone, or was told already (a body cut off because it is too large): nobody hears more.
            LOG.debugf(e, "method=%s path=%s ended early", request.getMethod(), path(request));
            return Response.serverError().build();
        }
        String incident = Ids.random("inc");
        LOG.errorf(e, "incident=%s method=%s path=%s", incident, request.getMethod(), path(request));
        return answer(Problem.of(
                500,
                "Internal Server Error",
                "The call failed here, not because of the request. The log has the reason under " + incident + "."));
    }

    private static String detail(Response response, ContainerRequestContext request) {
        String call = request.getMethod() + " " + path(request);
        return switch (response.getStatus()) {
            case 404 -> "There is nothing at " + path(request) + "; GET /q/openapi lists every call.";
            case 405 -> call + " does not exist, other methods do; GET /q/openapi lists every call.";
            case 406 ->
                call + " cannot answer as '" + request.getHeaderString(HttpHeaders.ACCEPT) + "'; try application/json.";
            case 415 ->
                call + " cannot read '" + request.getHeaderString(HttpHeaders.CONTENT_TYPE)
                        + "'; send application/json.";
            default -> call + ": " + response.getStatusInfo().getReasonPhrase() + ".";
        };
    }

    private static Response challenge(String detail) {
        return Response.fromResponse(answer(Problem.of(401, "Unauthorized", detail)))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private static boolean isSandbox(ContainerRequestContext request) {
        return path(request).startsWith(SANDBOX);
    }

    private static String path(ContainerRequestContext request) {
        return request.getUriInfo().getRequestUri().getPath();
    }

    /** Without the method's and the argument's name, which the sender does not know. */
    private static String field(ConstraintViolation<?> violation) {
        Iterator<Path.Node> nodes = violation.getPropertyPath().iterator();
        List<Path.Node> path = StreamSupport.stream(((Iterable<Path.Node>) () -> nodes).spliterator(), false)
                .toList();
        boolean ofBody = path.size() > 2;
        List<Path.Node> told = ofBody ? path.subList(2, path.size()) : path.subList(path.size() - 1, path.size());
        StringBuilder name = new StringBuilder();
        for (Path.Node node : told) {
            String step = node.toString();
            name.append(name.isEmpty() || step.startsWith("[") ? "" : ".").append(step);
        }
        return name.toString();
    }
}
