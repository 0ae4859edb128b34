// Streams Execute from another origin and shows each event as it comes.
import { enumToJson, fromJsonString } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import {
  ClusterResult_StateSchema,
  Execution_StateSchema,
} from "../generated/fleet/executor/v1/execution_pb.js";
import { ExecuteRequestSchema, FleetExecutor } from "../generated/fleet/executor/v1/fleet_executor_pb.js";
import { describeError } from "../outcome.js";

const byId = (id) => document.getElementById(id);
const baseUrl = new URLSearchParams(location.search).get("service");
const client = createClient(FleetExecutor, createGrpcWebTransport({ baseUrl }));

function show({ case: kind, value }) {
  switch (kind) {
    case "executionAccepted":
      byId("progress").max = value.execution.plan.clusterCount;
      break;
    case "progressReported":
      byId("progress").value = value.clusterCounts.completedCount;
      break;
    case "clusterFinished": {
      const row = byId("results").insertRow();
      row.insertCell().textContent = value.result.cluster;
      row.insertCell().textContent = enumToJson(ClusterResult_StateSchema, value.result.state);
      break;
    }
    case "executionFinished": {
      const { state, summary } = value.execution;
      const { succeededCount, totalCount } = summary.clusterCounts;
      const name = enumToJson(Execution_StateSchema, state);
      byId("summary").textContent = `${name}: ${succeededCount} of ${totalCount} succeeded`;
    }
  }
}

function showError({ code, message, violations }) {
  byId("error").textContent = `${code}: ${message}`;
  for (const { field, description } of violations) {
    const item = document.createElement("li");
    item.textContent = `${field}: ${description}`;
    byId("violations").append(item);
  }
}

byId("run").onclick = async () => {
  const call = new AbortController();
  byId("cancel").onclick = () => call.abort();
  byId("state").textContent = "running";
  try {
    const request = fromJsonString(ExecuteRequestSchema, byId("request").value);
    for await (const { event } of client.execute(request, { signal: call.signal })) {
      show(event.payload);
    }
  } catch (error) {
    showError(describeError(error));
  }
  byId("state").textContent = "ended";
};
