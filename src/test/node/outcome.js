import { enumToJson } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  ClusterResult_StateSchema,
  Execution_StateSchema,
} from "./generated/fleet/executor/v1/execution_pb.js";
import { BadRequestSchema, ErrorInfoSchema } from "./generated/google/rpc/error_details_pb.js";

/** What an execution's events add up to, as plain data. */
export class Outcome {
  events = [];
  results = {};

  add({ event: { payload } }) {
    this.events.push(payload.case);
    switch (payload.case) {
      case "clusterFinished": {
        const { cluster, state } = payload.value.result;
        this.results[cluster] = enumToJson(ClusterResult_StateSchema, state);
        break;
      }
      case "executionFinished": {
        const { state, summary } = payload.value.execution;
        this.state = enumToJson(Execution_StateSchema, state);
        this.completedCount = summary.clusterCounts.completedCount;
        this.succeededCount = summary.clusterCounts.succeededCount;
      }
    }
    return payload;
  }
}

/** A call's error with the details that google.rpc defines, as plain data. */
export function describeError(cause) {
  const error = ConnectError.from(cause);
  return {
    code: Code[error.code],
    message: error.rawMessage,
    reason: error.findDetails(ErrorInfoSchema)[0]?.reason,
    violations: error
      .findDetails(BadRequestSchema)
      .flatMap((badRequest) => badRequest.fieldViolations)
      .map(({ field, description }) => ({ field, description })),
  };
}
