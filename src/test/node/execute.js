// Runs Execute and prints one JSON object: what came, and the error that ended it.
//   node execute.js grpc|grpc-web SERVICE_URL REQUEST_JSON [cancel]
// With "cancel" it ends the call after the first cluster's result.
import { fromJsonString } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { ExecuteRequestSchema, FleetExecutor } from "./generated/fleet/executor/v1/fleet_executor_pb.js";
import { describeError, Outcome } from "./outcome.js";

const [protocol, baseUrl, request, cancel] = process.argv.slice(2);
const transport =
  protocol === "grpc"
    ? createGrpcTransport({ baseUrl })
    : createGrpcWebTransport({ baseUrl, httpVersion: "2" });
const client = createClient(FleetExecutor, transport);
const call = new AbortController();
const outcome = new Outcome();
try {
  const message = fromJsonString(ExecuteRequestSchema, request);
  for await (const response of client.execute(message, { signal: call.signal })) {
    const payload = outcome.add(response);
    if (cancel && payload.case === "clusterFinished") {
      const { runningExecutionCount } = await client.getServerStatus({});
      outcome.runningExecutionCount = runningExecutionCount;
      call.abort();
    }
  }
} catch (error) {
  outcome.error = describeError(error);
}
console.log(JSON.stringify(outcome));
