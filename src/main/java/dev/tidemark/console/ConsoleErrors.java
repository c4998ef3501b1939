package dev.tidemark.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.platform.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URLEncoder;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** A page that cannot be shown: who has not signed in is sent there, others read what is wrong in the usual frame. */
class ConsoleErrors {
    private static final String PAGES = "/console";
    private static final String FRAGMENT = "HX-Request";

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ErrorPage(int status, String title, String detail) implements TemplateInstance {}

    @ServerResponseFilter
    void show(ContainerRequestContext request, ContainerResponseContext response) {
        URI asked = request.getUriInfo().getRequestUri();
        if (response.getStatus() < 400 || !asked.getPath().startsWith(PAGES)) {
            return;
        }
        if (response.getStatus() == 401) {
            sendToSignIn(asked, request, response);
        } else if (request.getHeaderString(FRAGMENT) == null && response.getEntity() instanceof Problem problem) {
            response.setEntity(
                    new ErrorPage(problem.status(), problem.title(), problem.detail()).render(),
                    null,
                    MediaType.TEXT_HTML_TYPE);
        }
    }

    private static void sendToSignIn(URI asked, ContainerRequestContext request, ContainerResponseContext response) {
        boolean fragment = request.getHeaderString(FRAGMENT) != null;
        String back = asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
        String signIn = "/console/sign-in" + (fragment ? "" : "?to=" + URLEncoder.encode(back, UTF_8));
        response.setEntity(null);
        response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
        if (fragment) {
            response.getHeaders().putSingle("HX-Redirect", signIn);
        } else {
            response.setStatus(303);
            response.getHeaders().putSingle(HttpHeaders.LOCATION, signIn);
        }
    }
}
