package io.fleetexecutor.system;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person who fills in the forms of Keycloak in a browser. */
final class KeycloakBrowser {
  private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("name=\"code\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new Cookies()).followRedirects(Redirect.NORMAL).build();

  /** Of one server. This machine counts as secure, as it does for browsers, not for the JDK. */
  private static final class Cookies extends CookieHandler {
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      return kept.isEmpty()
          ? Map.of()
          : Map.of("Cookie", List.of(String.join("; ", kept.values())));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
      headers.forEach(
          (name, values) -> {
            if (name.equalsIgnoreCase("Set-Cookie")) {
              values.forEach(this::keep);
            }
          });
    }

    private void keep(String cookie) {
      String pair = cookie.split(";", 2)[0];
      kept.put(pair.split("=", 2)[0], pair);
    }
  }

  /** Logs in where a device sent them, and grants what it asks for; returns the last page. */
  String approve(URI page, String user) throws IOException, InterruptedException {
    HttpResponse<String> login = send(HttpRequest.newBuilder(page));
    HttpResponse<String> consent =
        submit(login, Map.of("username", user, "password", Keycloak.password(user)));
    String code = first(CODE, consent.body());
    return submit(consent, Map.of("code", code, "accept", "Yes")).body();
  }

  private HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields)
      throws IOException, InterruptedException {
    String action = first(ACTION, page.body()).replace("&amp;", "&");
    return send(
        HttpRequest.newBuilder(page.uri().resolve(action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Keycloak.form(fields))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String first(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + page);
    }
    return matcher.group(1);
  }
}
