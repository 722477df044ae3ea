import com.aliyun.oss.OSSEncryptionClient;
import com.aliyun.oss.OSSEncryptionClientBuilder;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.crypto.MultipartUploadCryptoContext;
import com.aliyun.oss.crypto.SimpleRSAEncryptionMaterials;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PutObjectRequest;
import com.aliyun.oss.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scenario about objects that the client encrypts. */
class Encryption extends Clients {
    static OSSEncryptionClient sealing() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        OSSEncryptionClient sealed = new OSSEncryptionClientBuilder().build(ENDPOINT,
            new DefaultCredentialProvider(KEY_ID, SECRET),
            new SimpleRSAEncryptionMaterials(generator.generateKeyPair()), configuration(PROXY));
        sealed.setRegion(REGION);
        return sealed;
    }

    static void register() {
        scenario("client-encryption", name -> {
            client.createBucket(name);
            OSSEncryptionClient sealed = sealing();
            byte[] data = content(2 * PART + 7);
            sealed.putObject(new PutObjectRequest(name, "whole", new ByteArrayInputStream(data)));
            check(!Arrays.equals(get(name, "whole"), data), "stored in the clear");
            check(Arrays.equals(opened(sealed, new GetObjectRequest(name, "whole")), data), "the object differs");
            GetObjectRequest ranged = new GetObjectRequest(name, "whole").withRange(33, 40);
            check(Arrays.equals(opened(sealed, ranged), Arrays.copyOfRange(data, 33, 41)), "the range differs");

            MultipartUploadCryptoContext context = new MultipartUploadCryptoContext();
            context.setDataSize(data.length);
            context.setPartSize(PART);
            String upload = sealed.initiateMultipartUpload(new InitiateMultipartUploadRequest(name, "parts"), context)
                .getUploadId();
            List<PartETag> parts = new ArrayList<>();
            for (int start = 0; start < data.length; start += PART) {
                int size = Math.min(PART, data.length - start);
                parts.add(sealed.uploadPart(new UploadPartRequest(name, "parts", upload, parts.size() + 1,
                    new ByteArrayInputStream(data, start, size), size), context).getPartETag());
            }
            sealed.completeMultipartUpload(new CompleteMultipartUploadRequest(name, "parts", upload, parts), context);
            check(Arrays.equals(opened(sealed, new GetObjectRequest(name, "parts")), data), "the parts differ");
        });
    }

    static byte[] opened(OSSEncryptionClient sealed, GetObjectRequest request) throws Exception {
        return read(sealed.getObject(request).getObjectContent());
    }
}
