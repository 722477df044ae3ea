import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Arrays;

/** Puts and gets an object with the Java SDK, over TLS or through a proxy: -Djavax.net.ssl.trustStore. */
public class Tls {
    public static void main(String[] args) throws Exception {
        ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
        String proxy = System.getenv("OSS_PROXY");
        if (proxy != null) {
            configuration.setProxyHost(URI.create(proxy).getHost());
            configuration.setProxyPort(URI.create(proxy).getPort());
        }
        OSS client = new OSSClientBuilder()
            .build(System.getenv("OSS_ENDPOINT"), "ossmock", "ossmock-secret", configuration);
        byte[] data = "java tls".repeat(40_000).getBytes();
        client.putObject("examplebucket", "tls/java.bin", new ByteArrayInputStream(data));
        byte[] got = client.getObject("examplebucket", "tls/java.bin").getObjectContent().readAllBytes();
        System.out.println(Arrays.equals(data, got) ? "PASS" : "FAIL " + got.length + " bytes came back");
        client.shutdown();
    }
}
