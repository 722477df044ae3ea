import com.aliyun.oss.*;
import java.io.ByteArrayInputStream;

public class Example {
    public static void main(String[] args) throws Exception {
        OSS client = new OSSClientBuilder().build("http://127.0.0.1:9000", "ossmock", "ossmock-secret");
        client.putObject("examplebucket", "hello.txt", new ByteArrayInputStream("hello".getBytes()));
        System.out.println(new String(client.getObject("examplebucket", "hello.txt").getObjectContent().readAllBytes()));
        try {
            client.getObject("examplebucket", "missing");
        } catch (OSSException error) {
            System.out.println(error.getErrorCode() + " " + error.getRequestId());
        }
        client.shutdown();
    }
}
