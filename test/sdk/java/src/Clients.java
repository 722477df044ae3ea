import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.auth.Credentials;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectResult;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Clients of the Java SDK with this run's endpoint, signature version and proxy. */
class Clients extends Harness {
    static final OSS client = keyed(KEY_ID, SECRET);

    static ClientBuilderConfiguration configuration(String proxy) {
        ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
        configuration.setSignatureVersion(V4 ? SignVersion.V4 : SignVersion.V1);
        if (!proxy.isEmpty()) {
            URI uri = URI.create(proxy);
            configuration.setProxyHost(uri.getHost());
            configuration.setProxyPort(uri.getPort());
        }
        return configuration;
    }

    static OSS open(String endpoint, CredentialsProvider keys, ClientBuilderConfiguration configuration) {
        return OSSClientBuilder.create().endpoint(endpoint).region(REGION).credentialsProvider(keys)
            .clientConfiguration(configuration).build();
    }

    static OSS keyed(String id, String secret) {
        return open(ENDPOINT, new DefaultCredentialProvider(id, secret), configuration(PROXY));
    }

    /** Empty credentials keep the SDK from signing. */
    static OSS stranger() {
        Credentials none = new Credentials() {
            public String getAccessKeyId() { return ""; }
            public String getSecretAccessKey() { return ""; }
            public String getSecurityToken() { return null; }
            public boolean useSecurityToken() { return false; }
        };
        CredentialsProvider provider = new CredentialsProvider() {
            public void setCredentials(Credentials credentials) { throw new UnsupportedOperationException(); }
            public Credentials getCredentials() { return none; }
        };
        return open(ENDPOINT, provider, configuration(PROXY));
    }

    static PutObjectResult put(String bucket, String key, byte[] data) {
        return client.putObject(bucket, key, new ByteArrayInputStream(data));
    }

    static PutObjectResult put(String bucket, String key, byte[] data, ObjectMetadata metadata) {
        return client.putObject(bucket, key, new ByteArrayInputStream(data), metadata);
    }

    static byte[] get(String bucket, String key) throws Exception {
        return read(client.getObject(bucket, key).getObjectContent());
    }

    static List<String> keys(List<OSSObjectSummary> objects) {
        List<String> keys = new ArrayList<>();
        for (OSSObjectSummary object : objects) keys.add(object.getKey());
        return keys;
    }

    interface Call {
        void run() throws Throwable;
    }

    /** Makes a call that must be refused. @return the OSSException. */
    static OSSException refused(String code, Call call) throws Throwable {
        try {
            call.run();
        } catch (OSSException error) {
            equal(error.getErrorCode(), code);
            equal(error.getRequestId().length(), 24);
            return error;
        }
        throw new AssertionError("no refusal, expected " + code);
    }
}
