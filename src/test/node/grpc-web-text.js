// Runs Execute over gRPC-Web's text mode by fetch and prints one JSON object, as execute.js does.
//   node grpc-web-text.js SERVICE_URL REQUEST_JSON
import { fromBinary, fromJsonString, toBinary } from "@bufbuild/protobuf";
import { findTrailerError } from "@connectrpc/connect/protocol-grpc";
import { trailerParse } from "@connectrpc/connect/protocol-grpc-web";
import {
  ExecuteRequestSchema,
  ExecuteResponseSchema,
} from "./generated/fleet/executor/v1/fleet_executor_pb.js";
import { describeError, Outcome } from "./outcome.js";

const TRAILERS = 0x80;
const [baseUrl, request] = process.argv.slice(2);

function frame(message) {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

/** Base64 comes in groups of four characters; any of them may be padded. */
async function* decode(chunks) {
  let text = "";
  for await (const chunk of chunks) {
    text += Buffer.from(chunk).toString("latin1");
    const whole = text.length - (text.length % 4);
    const groups = text.slice(0, whole).match(/.{4}/g) ?? [];
    text = text.slice(whole);
    yield Buffer.concat(groups.map((group) => Buffer.from(group, "base64")));
  }
}

async function* frames(chunks) {
  let unread = Buffer.alloc(0);
  for await (const chunk of chunks) {
    unread = Buffer.concat([unread, chunk]);
    while (unread.length >= 5 && unread.length >= 5 + unread.readUInt32BE(1)) {
      const end = 5 + unread.readUInt32BE(1);
      yield { flag: unread[0], content: unread.subarray(5, end) };
      unread = unread.subarray(end);
    }
  }
}

const message = toBinary(ExecuteRequestSchema, fromJsonString(ExecuteRequestSchema, request));
const response = await fetch(`${baseUrl}/fleet.executor.v1.FleetExecutor/Execute`, {
  method: "POST",
  headers: { "content-type": "application/grpc-web-text", "x-grpc-web": "1" },
  body: frame(message).toString("base64"),
});
const contentType = response.headers.get("content-type");
if (!contentType.startsWith("application/grpc-web-text")) {
  throw new Error(`the answer is ${response.status} ${contentType}`);
}
const outcome = new Outcome();
let trailers;
for await (const { flag, content } of frames(decode(response.body))) {
  if (flag === TRAILERS) {
    trailers = trailerParse(content);
  } else {
    outcome.add(fromBinary(ExecuteResponseSchema, content));
  }
}
const error = findTrailerError(trailers);
if (error) {
  outcome.error = describeError(error);
}
console.log(JSON.stringify(outcome));
