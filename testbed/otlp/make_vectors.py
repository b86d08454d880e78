# Writes vectors.json: OTLP requests for logs and what they must become, serialised by OpenTelemetry's own Python classes.
#
# Both sides are written by hand here, as texts; this program only encodes them. Neither side has seen our code:
#   pip install opentelemetry-proto==1.45.2 && python3 testbed/otlp/make_vectors.py > testbed/otlp/vectors.json
import base64
import json

from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest

STARS = "*" * 10
CARD = "*" * 12


def fill(any_value, value):
    """A Python value as an AnyValue. Lists of pairs are maps, so that a name may come twice."""
    if isinstance(value, bool):
        any_value.bool_value = value
    elif isinstance(value, int):
        any_value.int_value = value
    elif isinstance(value, float):
        any_value.double_value = value
    elif isinstance(value, bytes):
        any_value.bytes_value = value
    elif isinstance(value, str):
        any_value.string_value = value
    elif isinstance(value, dict):
        any_value.kvlist_value.SetInParent()
        pairs(any_value.kvlist_value.values, list(value.items()))
    else:
        any_value.array_value.SetInParent()
        for item in value:
            fill(any_value.array_value.values.add(), item)


def pairs(target, items):
    for key, value in items:
        pair = target.add()
        pair.key = key
        fill(pair.value, value)


def request(body, attributes=(), resource=(), scope=(), **texts):
    message = ExportLogsServiceRequest()
    logs = message.resource_logs.add()
    pairs(logs.resource.attributes, resource)
    logs.schema_url = texts.get("resource_schema", "https://opentelemetry.io/schemas/1.40.0")
    inner = logs.scope_logs.add()
    inner.scope.name = texts.get("scope_name", "shop")
    pairs(inner.scope.attributes, scope)
    record = inner.log_records.add()
    record.time_unix_nano = 1_700_000_000_123_456_789
    record.observed_time_unix_nano = 1_700_000_000_123_456_790
    record.severity_number = 9
    record.severity_text = texts.get("severity", "INFO")
    record.event_name = texts.get("event", "")
    record.flags = 1
    record.trace_id = bytes.fromhex("5b8efff798038103d269b633813fc60c")
    record.span_id = bytes.fromhex("eee19b7ec3c1b174")
    if body is not None:
        fill(record.body, body)
    pairs(record.attributes, attributes)
    other = inner.log_records.add()
    other.body.string_value = "all well"
    other.attributes.add().key = "empty"
    return message


CASES = [
    ("nothing to mask", request("all well", [("count", 3), ("ok", True), ("ratio", 0.25)]),
     request("all well", [("count", 3), ("ok", True), ("ratio", 0.25)])),
    ("prose in the body", request("user bob and password dbPass123!"),
     request(f"user bob and password='{STARS}'")),
    ("lines in the body", request("first\npassword=hunter2\nlast"), request(f"first\npassword={STARS}\nlast")),
    ("JSON in the body", request('{"password":"hunter2","n":1}'), request('{"password":"%s","n":1}' % STARS)),
    ("a value by its name", request("login", [("password", "hunter2"), ("user", "bob")]),
     request("login", [("password", STARS), ("user", "bob")])),
    ("a value without a name", request("login", [("note", "write to bob@example.com"), ("n", "bob")]),
     request("login", [("note", f"write to {STARS}"), ("n", "bob")])),
    ("a header with several values",
     request("in", [("http.request.header.authorization", ["Bearer abc123def456", "Bearer xyz789xyz789"])]),
     request("in", [("http.request.header.authorization", [f"Bearer {STARS}", f"Bearer {STARS}"])])),
    ("a number becomes a text", request("paid", [("card", 4111111111111111), ("amount", 4111)]),
     request("paid", [("card", CARD), ("amount", 4111)])),
    ("what stands beside a card", request("paid", [("card", "4111 1111 1111 1111"), ("expiry", "12/25"), ("cvv", "123")]),
     request("paid", [("card", CARD), ("expiry", "**/**"), ("cvv", "***")])),
    ("the twin without a card", request("paid", [("expiry", "12/25"), ("room", "123")]),
     request("paid", [("expiry", "12/25"), ("room", "123")])),
    ("a body of maps in lists", request({"user": {"name": "bob", "password": "hunter2"}, "all": [{"token": "abc123def"}, 7]}),
     request({"user": {"name": "bob", "password": STARS}, "all": [{"token": STARS}, 7]})),
    ("bytes that are text", request(b"password=hunter2\n"), request(f"password={STARS}\n".encode())),
    ("bytes that are none", request(bytes(range(256))), request(bytes(range(256)))),
    ("of a resource and a scope",
     request("up", resource=[("service.name", "shop"), ("db.url", "postgres://shop:hunter2@db/shop")],
             scope=[("api_key", "abc123def456")]),
     request("up", resource=[("service.name", "shop"), ("db.url", f"postgres://shop:{STARS}@db/shop")],
             scope=[("api_key", STARS)])),
    ("texts of the schema",
     request("x", severity="password=hunter2", event="bob@example.com", scope_name="token=abc123def",
             resource_schema="https://u:hunter2@example.com/schemas"),
     request("x", severity=f"password={STARS}", event=STARS, scope_name=f"token={STARS}",
             resource_schema=f"https://u:{STARS}@example.com/schemas")),
    ("a name that says too much", request("seen", [("bob@example.com", "1 visit")]),
     request("seen", [(STARS, "1 visit")])),
    ("a name that comes twice", request("login", [("password", "hunter2"), ("password", "hunter3")]),
     request("login", [("password", STARS), ("password", STARS)])),
    ("other letters than ASCII", request("Jürgen 🙂", [("ort", "Zürich"), ("password", "größe-9")]),
     request("Jürgen 🙂", [("ort", "Zürich"), ("password", STARS)])),
    ("quotes and backslashes", request("x", [("path", 'C:\\tmp\\"a"'), ("password", 'a"b\\c1')]),
     request("x", [("path", 'C:\\tmp\\"a"'), ("password", STARS)])),
    ("large numbers", request("x", [("big", 9007199254740993), ("least", -9223372036854775808)]),
     request("x", [("big", 9007199254740993), ("least", -9223372036854775808)])),
    ("no body", request(None, [("password", "hunter2")]), request(None, [("password", STARS)])),
]


def as_json(message):
    """As https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding has it: ids in hexadecimal, enums as numbers."""
    tree = MessageToDict(message, use_integers_for_enums=True)
    for logs in tree["resourceLogs"]:
        for inner in logs["scopeLogs"]:
            for record in inner["logRecords"]:
                for name in ("traceId", "spanId"):
                    if name in record:
                        record[name] = base64.b64decode(record[name]).hex()
    return tree


def encoded(message):
    return {"protobuf": base64.b64encode(message.SerializeToString()).decode(), "json": as_json(message)}


vectors = [{"name": name, "request": encoded(before), "masked": encoded(after)} for name, before, after in CASES]
print(json.dumps(vectors, indent=1, ensure_ascii=True))
