import static java.util.Arrays.asList;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.HttpMethod;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.model.CannedAccessControlList;
import com.aliyun.oss.model.GeneratePresignedUrlRequest;
import com.aliyun.oss.model.ObjectPermission;
import com.aliyun.oss.model.ResponseHeaderOverrides;
import java.io.ByteArrayInputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** Scenarios about who may, and how that is signed. */
class Access extends Clients {
    static final Map<String, String> NONE = Collections.emptyMap();

    static Date in(int seconds) {
        return new Date(System.currentTimeMillis() + seconds * 1000L);
    }

    static void refusedUrl(int status, String code, String method, URL url, String body, Map<String, String> headers) throws Exception {
        Answer answer = fetch(method, url, body, headers);
        equal(answer.status, status);
        check(answer.body.contains("<Code>" + code + "</Code>"), answer.body);
    }

    static void register() {
        scenario("object-acl", name -> {
            client.createBucket(name);
            put(name, "key", bytes("body"));
            equal(client.getObjectAcl(name, "key").getPermission(), ObjectPermission.Default);
            client.setObjectAcl(name, "key", CannedAccessControlList.PublicRead);
            equal(client.getObjectAcl(name, "key").getPermission(), ObjectPermission.PublicRead);
            equal(text(read(stranger().getObject(name, "key").getObjectContent())), "body");
        });

        scenario("anonymous", name -> {
            client.createBucket(name);
            put(name, "key", bytes("body"));
            OSS stranger = stranger();
            refused("AccessDenied", () -> stranger.getObject(name, "key"));
            refused("AccessDenied", () -> stranger.putObject(name, "new", new ByteArrayInputStream(new byte[0])));
            refused("AccessDenied", () -> stranger.listObjects(name));
        });

        scenario("presigned-get", name -> {
            client.createBucket(name);
            put(name, "a dir/key+1.txt", bytes("body"));
            GeneratePresignedUrlRequest request = new GeneratePresignedUrlRequest(name, "a dir/key+1.txt", HttpMethod.GET);
            request.setExpiration(in(60));
            ResponseHeaderOverrides overrides = new ResponseHeaderOverrides();
            overrides.setContentDisposition("attachment; filename=\"a b.txt\"");
            request.setResponseHeaders(overrides);
            URL signed = client.generatePresignedUrl(request);
            Answer answer = fetch("GET", signed, null, NONE);
            equal(asList(answer.status, answer.body), asList(200, "body"));
            equal(answer.headers.get("Content-Disposition"), asList("attachment; filename=\"a b.txt\""));
            URL changed = new URL(signed.toString().replace("a%20b.txt", "c.txt").replace("a+b.txt", "c.txt"));
            refusedUrl(403, "SignatureDoesNotMatch", "GET", changed, null, NONE);
            equal(text(read(client.getObject(signed, NONE).getObjectContent())), "body");
        });

        scenario("presigned-put", name -> {
            client.createBucket(name);
            GeneratePresignedUrlRequest request = new GeneratePresignedUrlRequest(name, "key", HttpMethod.PUT);
            request.setExpiration(in(60));
            request.setContentType("text/x-test");
            request.addUserMetadata("a", "1");
            URL signed = client.generatePresignedUrl(request);
            Map<String, String> headers = new HashMap<>();
            headers.put("Content-Type", "text/x-test");
            headers.put("x-oss-meta-a", "1");
            equal(fetch("PUT", signed, "body", headers).status, 200);
            equal(asList(text(get(name, "key")), client.getObjectMetadata(name, "key").getUserMetadata().get("a")),
                asList("body", "1"));
            headers.put("Content-Type", "text/x-other");
            refusedUrl(403, "SignatureDoesNotMatch", "PUT", signed, "body", headers);
        });

        scenario("presigned-expired", name -> {
            client.createBucket(name);
            put(name, "key", bytes("body"));
            URL signed = client.generatePresignedUrl(name, "key", in(2));
            // A V4 URL that has expired already would be malformed, not late.
            Thread.sleep(3100);
            refusedUrl(403, "AccessDenied", "GET", signed, null, NONE);
        });

        scenario("no-such-key", name -> {
            client.createBucket(name);
            for (Call call : asList((Call) () -> client.getObject(name, "dir/missing"), () -> client.headObject(name, "dir/missing"),
                () -> client.getSimplifiedObjectMeta(name, "dir/missing"), () -> client.getObjectAcl(name, "dir/missing"))) {
                OSSException error = refused("NoSuchKey", call);
                equal(asList(error.getErrorMessage(), error.getEC()),
                    asList("The specified key does not exist.", "0026-00000001"));
                equal(error.getErrorFields().get("Key"), "dir/missing");
            }
            check(!client.doesObjectExist(name, "dir/missing"), "the object is there");
        });

        scenario("no-such-bucket", name -> {
            for (Call call : asList((Call) () -> client.getBucketInfo(name), () -> client.listObjects(name), () -> client.getObject(name, "key"),
                () -> put(name, "key", bytes("body")), () -> client.headObject(name, "key"))) {
                OSSException error = refused("NoSuchBucket", call);
                equal(asList(error.getErrorMessage(), error.getErrorFields().get("BucketName")),
                    asList("The specified bucket does not exist.", name));
            }
        });

        scenario("wrong-secret", name -> {
            client.createBucket(name);
            OSS wrong = keyed(KEY_ID, "wrong");
            OSSException error = refused("SignatureDoesNotMatch", () -> wrong.putObject(name, "key", new ByteArrayInputStream(new byte[0])));
            check(error.getRawResponseError().contains("/" + name + "/key"), error.getRawResponseError());
        });

        scenario("unknown-key-id", name -> {
            client.createBucket(name);
            OSSException error = refused("InvalidAccessKeyId", () -> keyed("LTAIunknown", SECRET).listObjects(name));
            equal(error.getErrorFields().get("OSSAccessKeyId"), "LTAIunknown");
        });

        scenario("clock-skew", name -> {
            ClientBuilderConfiguration correcting = configuration(SKEWED_PROXY);
            correcting.setEnableAutoCorrectClockSkew(true);
            OSS skewed = open(SKEWED_ENDPOINT, new DefaultCredentialProvider(KEY_ID, SECRET), correcting);
            OSSException error = refused("RequestTimeTooSkewed", () -> skewed.getObject("examplebucket", "key"));
            equal(error.getErrorFields().get("MaxAllowedSkewMilliseconds"), "900000");
            refused("NoSuchKey", () -> skewed.getObject("examplebucket", "key"));
        });
    }
}
