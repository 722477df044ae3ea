// org.testcontainers:testcontainers, com.aliyun.oss:aliyun-sdk-oss
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import java.io.ByteArrayInputStream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

public class Example {
    public static void main(String[] args) throws Exception {
        try (GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse("ossmock"))
                .withEnv("OSSMOCK_BUCKETS", "photos")
                .withEnv("OSSMOCK_ACCESS_KEY_ID", "ci")
                .withEnv("OSSMOCK_ACCESS_KEY_SECRET", "ci-secret")
                .withExposedPorts(9000)
                .waitingFor(Wait.forHealthcheck())) {
            container.start();
            // An address, not localhost: SDKs put the bucket before a name.
            String endpoint = "http://127.0.0.1:" + container.getMappedPort(9000);
            OSS client = new OSSClientBuilder().build(endpoint, "ci", "ci-secret");
            client.putObject("photos", "hello.txt", new ByteArrayInputStream("hello".getBytes()));
            System.out.println(new String(client.getObject("photos", "hello.txt").getObjectContent().readAllBytes()));
            client.shutdown();
        }
    }
}
