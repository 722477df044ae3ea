import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.jettison.json.JSONArray;
import org.codehaus.jettison.json.JSONObject;

/** Settings, the list of scenarios, and the checks. */
class Harness {
    static final String ENDPOINT = System.getenv("OSS_ENDPOINT");
    static final String PROXY = System.getenv("OSS_PROXY");
    static final String SKEWED_ENDPOINT = System.getenv("OSS_SKEWED_ENDPOINT");
    static final String SKEWED_PROXY = System.getenv("OSS_SKEWED_PROXY");
    static final String REGION = System.getenv("OSS_REGION");
    static final boolean V4 = System.getenv("OSS_SIGNATURE_VERSION").equals("v4");
    static final String KEY_ID = System.getenv("OSS_ACCESS_KEY_ID");
    static final String SECRET = System.getenv("OSS_ACCESS_KEY_SECRET");
    static final Path WORK = Paths.get(System.getenv("OSS_WORK"));
    static final String OWNER = "1234567890123456";
    static final int PART = 100 * 1024;
    static final int MEGABYTE = 1024 * 1024;

    interface Scenario {
        void run(String bucket) throws Throwable;
    }

    private static final Map<String, Scenario> scenarios = new LinkedHashMap<>();

    static void scenario(String name, Scenario run) {
        scenarios.put(name, run);
    }

    private static JSONObject list() throws Exception {
        byte[] text = Files.readAllBytes(Paths.get(System.getenv("OSS_SCENARIOS")));
        return new JSONObject(new String(text, StandardCharsets.UTF_8));
    }

    static List<String> keysOf(String field) throws Exception {
        JSONArray array = list().getJSONArray(field);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) keys.add(array.getString(i));
        return keys;
    }

    /** Runs the scenarios in the order of the list and prints a line for each. */
    static void runAll() throws Exception {
        JSONArray entries = list().getJSONArray("scenarios");
        for (int i = 0; i < entries.length(); i++) {
            String name = entries.getJSONObject(i).getString("name");
            Scenario run = scenarios.remove(name);
            if (run != null) System.out.println(outcome(name, String.format("sdk-%02d", i), run));
        }
        for (String name : scenarios.keySet()) System.out.println("FAIL " + name + " is not in scenarios.json");
    }

    private static String outcome(String name, String bucket, Scenario run) {
        try {
            run.run(bucket);
            return "PASS " + name;
        } catch (Throwable error) {
            StringBuilder lines = new StringBuilder();
            for (StackTraceElement frame : error.getStackTrace()) {
                boolean own = Arrays.asList("Buckets", "Objects", "Multipart", "Access", "Versions", "States").contains(frame.getClassName().split("\\$")[0]);
                if (own) lines.append(frame.getFileName()).append(':').append(frame.getLineNumber()).append(' ');
            }
            return "FAIL " + name + " " + lines + error.toString().replaceAll("\\s+", " ");
        }
    }

    static void check(boolean condition, String message) {
        if (!condition) throw new AssertionError(message);
    }

    static void equal(Object actual, Object expected) {
        check(expected.equals(actual), actual + " is not " + expected);
    }

    /** Bytes that repeat only every 251. */
    static byte[] content(int size) {
        byte[] data = new byte[size];
        for (int i = 0; i < size; i++) data[i] = (byte) (i % 251);
        return data;
    }

    static String file(String name, byte[] data) throws IOException {
        return Files.write(WORK.resolve(name), data).toString();
    }

    static byte[] md5(byte[] data) throws Exception {
        return MessageDigest.getInstance("MD5").digest(data);
    }

    static String hex(byte[] digest) {
        StringBuilder text = new StringBuilder();
        for (byte one : digest) text.append(String.format("%02X", one));
        return text.toString();
    }

    static String base64(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }

    static byte[] read(InputStream body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[65536];
        for (int count; (count = body.read(buffer)) >= 0; ) all.write(buffer, 0, count);
        body.close();
        return all.toByteArray();
    }

    static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static class Answer {
        int status;
        String body;
        Map<String, List<String>> headers;
    }

    /** A request without any SDK. */
    static Answer fetch(String method, URL url, String body, Map<String, String> headers) throws IOException {
        URI proxy = URI.create(PROXY);
        HttpURLConnection connection = (HttpURLConnection) (PROXY.isEmpty()
            ? url.openConnection(Proxy.NO_PROXY)
            : url.openConnection(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort()))));
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (body != null) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(bytes(body));
        }
        Answer answer = new Answer();
        answer.status = connection.getResponseCode();
        InputStream stream = answer.status < 400 ? connection.getInputStream() : connection.getErrorStream();
        answer.body = text(read(stream));
        answer.headers = connection.getHeaderFields();
        return answer;
    }
}
