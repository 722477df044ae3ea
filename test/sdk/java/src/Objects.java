import static java.util.Arrays.asList;

import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.utils.CRC64;
import com.aliyun.oss.model.AppendObjectRequest;
import com.aliyun.oss.model.AppendObjectResult;
import com.aliyun.oss.model.CopyObjectRequest;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.HeadObjectRequest;
import com.aliyun.oss.model.ListObjectsRequest;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectResult;
import com.aliyun.oss.model.SimplifiedObjectMeta;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/** Scenarios about single objects. */
class Objects extends Clients {
    static long crc(byte[] data) {
        CRC64 crc = new CRC64();
        crc.update(data, data.length);
        return crc.getValue();
    }

    static void roundTrip(String name, List<String> names) throws Exception {
        client.createBucket(name);
        for (String key : names) {
            byte[] data = bytes(key);
            put(name, key, data);
            equal(text(get(name, key)), key);
            equal(client.getObjectMetadata(name, key).getContentLength(), (long) data.length);
            client.copyObject(name, key, name, "copy/" + key);
            equal(text(get(name, "copy/" + key)), key);
            client.deleteObject(name, "copy/" + key);
        }
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.comparing(key -> hex(bytes(key))));
        List<String> found = new ArrayList<>();
        // This SDK leaves it to its caller to ask for encoded keys and to decode them.
        for (OSSObjectSummary object : client.listObjects(new ListObjectsRequest(name).withEncodingType("url")).getObjectSummaries()) {
            found.add(URLDecoder.decode(object.getKey(), "UTF-8"));
        }
        equal(found, sorted);
        for (String key : names) client.deleteObject(name, key);
        equal(keys(client.listObjects(name).getObjectSummaries()), asList());
    }

    static GetObjectRequest ranged(String name, long from, long to) {
        return new GetObjectRequest(name, "key").withRange(from, to);
    }

    static void register() {
        scenario("put-get", name -> {
            client.createBucket(name);
            for (byte[] data : asList(content(300_000), new byte[0])) {
                String key = "size-" + data.length;
                ObjectMetadata metadata = new ObjectMetadata();
                metadata.setContentMD5(base64(md5(data)));
                PutObjectResult done = put(name, key, data, metadata);
                equal(asList(done.getETag(), done.getServerCRC()), asList(hex(md5(data)), crc(data)));
                OSSObject got = client.getObject(name, key);
                check(Arrays.equals(read(got.getObjectContent()), data), "other bytes");
                equal(asList(got.getObjectMetadata().getContentLength(), got.getServerCRC()),
                    asList((long) data.length, crc(data)));
            }
        });

        scenario("chunked-upload", name -> {
            client.createBucket(name);
            byte[] data = content(300_000);
            PutObjectResult done = client.putObject(name, "key", new ByteArrayInputStream(data));
            equal(asList(done.getETag(), done.getServerCRC()), asList(hex(md5(data)), crc(data)));
            check(Arrays.equals(get(name, "key"), data), "other bytes");
        });

        scenario("metadata", name -> {
            client.createBucket(name);
            ObjectMetadata metadata = new ObjectMetadata();
            metadata.addUserMetadata("author", "ann");
            metadata.addUserMetadata("Second", "a b=c");
            metadata.setContentType("text/x-test");
            metadata.setHeader("Content-Language", "de");
            metadata.setCacheControl("no-store");
            metadata.setContentDisposition("attachment; filename=\"x.txt\"");
            metadata.setHeader("Expires", "1000000");
            put(name, "key", bytes("body"), metadata);
            for (ObjectMetadata found : asList(client.getObject(name, "key").getObjectMetadata(), client.getObjectMetadata(name, "key"))) {
                equal(asList(found.getUserMetadata().get("author"), found.getUserMetadata().get("second")),
                    asList("ann", "a b=c"));
                equal(asList(found.getContentType(), found.getCacheControl(), found.getContentDisposition()),
                    asList("text/x-test", "no-store", "attachment; filename=\"x.txt\""));
                equal(asList(found.getRawMetadata().get("Content-Language"), found.getRawExpiresValue()),
                    asList("de", "1000000"));
            }
        });

        scenario("head-and-meta", name -> {
            client.createBucket(name);
            String etag = put(name, "key", bytes("12345")).getETag();
            ObjectMetadata full = client.headObject(name, "key");
            SimplifiedObjectMeta meta = client.getSimplifiedObjectMeta(name, "key");
            equal(asList(full.getContentLength(), full.getETag(), full.getObjectType()), asList(5L, etag, "Normal"));
            equal(asList(meta.getSize(), meta.getETag(), meta.getLastModified()),
                asList(5L, etag, full.getLastModified()));
        });

        scenario("ranges", name -> {
            client.createBucket(name);
            put(name, "key", bytes("0123456789"));
            GetObjectRequest cut = ranged(name, 5, 20);
            cut.addHeader("x-oss-range-behavior", "standard");
            List<GetObjectRequest> requests = asList(ranged(name, 0, 3), ranged(name, 7, -1), ranged(name, -1, 2), ranged(name, 5, 20), cut);
            List<String> bodies = asList("0123", "789", "89", "0123456789", "56789");
            List<String> shown = asList("bytes 0-3/10", "bytes 7-9/10", "bytes 8-9/10", "none", "bytes 5-9/10");
            for (int i = 0; i < requests.size(); i++) {
                OSSObject got = client.getObject(requests.get(i));
                Object contentRange = got.getObjectMetadata().getRawMetadata().getOrDefault("Content-Range", "none");
                equal(asList(text(read(got.getObjectContent())), contentRange), asList(bodies.get(i), shown.get(i)));
            }
            GetObjectRequest past = ranged(name, 10, 12);
            past.addHeader("x-oss-range-behavior", "standard");
            refused("InvalidRange", () -> client.getObject(past));
        });

        scenario("conditions", name -> {
            client.createBucket(name);
            String etag = put(name, "key", bytes("body")).getETag();
            Date past = new Date(1_000_000_000_000L);
            Date future = new Date(4_000_000_000_000L);
            GetObjectRequest same = new GetObjectRequest(name, "key");
            same.setNonmatchingETagConstraints(Collections.singletonList(etag));
            refused("NotModified", () -> client.getObject(same));
            GetObjectRequest unchanged = new GetObjectRequest(name, "key");
            unchanged.setModifiedSinceConstraint(future);
            refused("NotModified", () -> client.getObject(unchanged));
            GetObjectRequest other = new GetObjectRequest(name, "key");
            other.setMatchingETagConstraints(Collections.singletonList("no"));
            OSSException error = refused("PreconditionFailed", () -> client.getObject(other));
            equal(error.getErrorFields().get("Condition"), "If-Match");
            GetObjectRequest changed = new GetObjectRequest(name, "key");
            changed.setUnmodifiedSinceConstraint(past);
            error = refused("PreconditionFailed", () -> client.getObject(changed));
            equal(error.getErrorFields().get("Condition"), "If-Unmodified-Since");
            HeadObjectRequest head = new HeadObjectRequest(name, "key");
            head.setNonmatchingETagConstraints(Collections.singletonList(etag));
            refused("NotModified", () -> client.headObject(head));
            HeadObjectRequest none = new HeadObjectRequest(name, "key");
            none.setMatchingETagConstraints(Collections.singletonList("no"));
            refused("PreconditionFailed", () -> client.headObject(none));
            GetObjectRequest holding = new GetObjectRequest(name, "key");
            holding.setMatchingETagConstraints(Collections.singletonList(etag));
            holding.setModifiedSinceConstraint(past);
            equal(text(read(client.getObject(holding).getObjectContent())), "body");
        });

        scenario("odd-keys", name -> roundTrip(name, keysOf("oddKeys")));
        scenario("dot-keys", name -> roundTrip(name, keysOf("dotKeys")));

        scenario("copy-object", name -> {
            client.createBucket(name);
            ObjectMetadata metadata = new ObjectMetadata();
            metadata.addUserMetadata("a", "1");
            metadata.setContentType("text/x-test");
            String etag = put(name, "source", bytes("body"), metadata).getETag();
            equal(client.copyObject(name, "source", name, "kept").getETag(), etag);
            CopyObjectRequest replacing = new CopyObjectRequest(name, "source", name, "new");
            ObjectMetadata replaced = new ObjectMetadata();
            replaced.addUserMetadata("b", "2");
            replacing.setNewObjectMetadata(replaced);
            client.copyObject(replacing);
            ObjectMetadata kept = client.getObjectMetadata(name, "kept");
            equal(asList(kept.getUserMetadata().toString(), kept.getContentType()), asList("{a=1}", "text/x-test"));
            equal(client.getObjectMetadata(name, "new").getUserMetadata().toString(), "{b=2}");
            CopyObjectRequest failing = new CopyObjectRequest(name, "source", name, "none");
            failing.setMatchingETagConstraints(Collections.singletonList("no"));
            refused("PreconditionFailed", () -> client.copyObject(failing));
            CopyObjectRequest same = new CopyObjectRequest(name, "source", name, "none");
            same.setNonmatchingETagConstraints(Collections.singletonList(etag));
            refused("NotModified", () -> client.copyObject(same));
            refused("NoSuchKey", () -> client.copyObject(name, "missing", name, "none"));
        });

        scenario("append-object", name -> {
            client.createBucket(name);
            AppendObjectResult first = client.appendObject(
                new AppendObjectRequest(name, "log", new ByteArrayInputStream(bytes("hello "))).withPosition(0L).withInitCRC(0L));
            equal(first.getNextPosition(), 6L);
            AppendObjectResult second = client.appendObject(
                new AppendObjectRequest(name, "log", new ByteArrayInputStream(bytes("world"))).withPosition(6L).withInitCRC(first.getClientCRC()));
            equal(asList(second.getNextPosition(), second.getObjectCRC()),
                asList(11L, Long.toUnsignedString(crc(bytes("hello world")))));
            equal(text(get(name, "log")), "hello world");
            ObjectMetadata found = client.getObjectMetadata(name, "log");
            equal(asList(found.getObjectType(), found.getRawMetadata().get("x-oss-next-append-position")),
                asList("Appendable", "11"));
        });

        scenario("append-refused", name -> {
            client.createBucket(name);
            client.appendObject(new AppendObjectRequest(name, "log", new ByteArrayInputStream(bytes("12345"))).withPosition(0L));
            refused("PositionNotEqualToLength", () -> client.appendObject(
                new AppendObjectRequest(name, "log", new ByteArrayInputStream(bytes("x"))).withPosition(3L)));
            put(name, "normal", bytes("12345"));
            refused("ObjectNotAppendable", () -> client.appendObject(
                new AppendObjectRequest(name, "normal", new ByteArrayInputStream(bytes("x"))).withPosition(5L)));
        });

        scenario("delete-objects", name -> {
            client.createBucket(name);
            List<String> names = asList("a", "b c", "d&<e>", "\uD83D\uDE00");
            for (String key : names) put(name, key, new byte[0]);
            client.deleteObject(name, "a");
            client.deleteObject(name, "a");
            equal(client.deleteObjects(new DeleteObjectsRequest(name).withKeys(names)).getDeletedObjects(), names);
            equal(client.deleteObjects(new DeleteObjectsRequest(name).withKeys(names).withQuiet(true)).getDeletedObjects(),
                asList());
            equal(keys(client.listObjects(name).getObjectSummaries()), asList());
        });

        scenario("forbid-overwrite", name -> {
            client.createBucket(name);
            ObjectMetadata metadata = new ObjectMetadata();
            metadata.setHeader("x-oss-forbid-overwrite", "true");
            put(name, "key", bytes("first"), metadata);
            refused("FileAlreadyExists", () -> put(name, "key", bytes("second"), metadata));
            equal(text(get(name, "key")), "first");
        });

        scenario("wrong-md5", name -> {
            client.createBucket(name);
            ObjectMetadata metadata = new ObjectMetadata();
            metadata.setContentMD5(base64(md5(bytes("other"))));
            refused("InvalidDigest", () -> put(name, "key", bytes("body"), metadata));
            check(!client.doesObjectExist(name, "key"), "the object was kept");
        });
    }
}
