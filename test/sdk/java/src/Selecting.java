import com.aliyun.oss.model.CSVFormat;
import com.aliyun.oss.model.CreateSelectObjectMetadataRequest;
import com.aliyun.oss.model.InputSerialization;
import com.aliyun.oss.model.JsonFormat;
import com.aliyun.oss.model.JsonType;
import com.aliyun.oss.model.OutputSerialization;
import com.aliyun.oss.model.SelectObjectMetadata;
import com.aliyun.oss.model.SelectObjectRequest;

/** Scenarios about SQL over objects. */
class Selecting extends Clients {
    static final String CSV = "name,age\nLora,27\n\"Little, E\",43\nRosie,44\n";
    static final String CONTACTS = "{\"contacts\":[{\"name\":\"Lora\",\"age\":27},{\"name\":\"Rosie\",\"age\":44}]}";
    static final String LINES = "{\"name\":\"Lora\",\"age\":27}\n{\"name\":\"Rosie\",\"age\":44}\n";

    static String selected(SelectObjectRequest request) throws Exception {
        return text(read(client.selectObject(request).getObjectContent()));
    }

    static InputSerialization csv(CSVFormat.Header header) {
        return new InputSerialization().withCsvInputFormat(new CSVFormat().withHeaderInfo(header));
    }

    static InputSerialization json(JsonType type) {
        return new InputSerialization().withJsonInputFormat(new JsonFormat().withJsonType(type));
    }

    static SelectObjectRequest csvRequest(String name, String sql, CSVFormat.Header header, OutputSerialization output) {
        return new SelectObjectRequest(name, "people.csv").withExpression(sql).withInputSerialization(csv(header))
                .withOutputSerialization(output.withCsvOutputFormat(new CSVFormat()));
    }

    static SelectObjectRequest jsonRequest(String name, String key, String sql, JsonType type, OutputSerialization output) {
        return new SelectObjectRequest(name, key).withExpression(sql).withInputSerialization(json(type))
                .withOutputSerialization(output.withJsonOutputFormat(new JsonFormat()));
    }

    static void register() {
        scenario("select-csv", name -> {
            client.createBucket(name);
            put(name, "people.csv", bytes(CSV));
            String older = "select name from ossobject where age > 40";
            equal(selected(csvRequest(name, older, CSVFormat.Header.Use, new OutputSerialization().withCrcEnabled(true))),
                    "\"Little, E\"\nRosie\n");
            String counted = "select count(*), avg(cast(_2 as int)) from ossobject";
            equal(selected(csvRequest(name, counted, CSVFormat.Header.Ignore,
                    new OutputSerialization().withOutputRawData(true))), "3,38\n");
            SelectObjectRequest ranged = csvRequest(name, "select _2 from ossobject", CSVFormat.Header.None,
                    new OutputSerialization()).withLineRange(2, 3);
            refused("SelectCsvMetaUnavailable", () -> client.selectObject(ranged));
            SelectObjectMetadata meta = client.createSelectObjectMetadata(
                    new CreateSelectObjectMetadataRequest(name, "people.csv")
                            .withInputSerialization(csv(CSVFormat.Header.None)));
            equal(meta.getCsvObjectMetadata().getTotalLines(), 4L);
            equal(meta.getCsvObjectMetadata().getSplits(), 1);
            equal(selected(ranged), "43\n44\n");
            refused("SqlSyntaxError", () -> client.selectObject(
                    csvRequest(name, "select name", CSVFormat.Header.Use, new OutputSerialization())));
        });

        scenario("select-json", name -> {
            client.createBucket(name);
            put(name, "document", bytes(CONTACTS));
            put(name, "lines", bytes(LINES));
            put(name, "text", bytes(CSV));
            String below = "select s.name from ossobject.contacts[*] s where s.age = 44";
            equal(selected(jsonRequest(name, "document", below, JsonType.DOCUMENT, new OutputSerialization())),
                    "{\"name\":\"Rosie\"}\n");
            equal(selected(jsonRequest(name, "lines", "select * from ossobject s where s.age < 40", JsonType.LINES,
                    new OutputSerialization().withOutputRawData(true))), "{\"name\":\"Lora\",\"age\":27}\n");
            SelectObjectMetadata meta = client.createSelectObjectMetadata(
                    new CreateSelectObjectMetadataRequest(name, "lines").withInputSerialization(json(JsonType.LINES)));
            equal(meta.getJsonObjectMetadata().getTotalLines(), 2L);
            refused("InvalidJsonData", () -> client.selectObject(jsonRequest(name, "text", "select * from ossobject",
                    JsonType.DOCUMENT, new OutputSerialization())));
        });
    }
}
