import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { deliver } from "#functions/deliver";
import { ownerOf } from "#functions/storage/store";
import { compilerOf } from "./compiler.ts";
import { houseOf } from "./config.ts";
import { sendersOf } from "./senders.ts";

const house = houseOf(process.env, { compile: compilerOf(process.env) });
const senders = sendersOf(process.env);

/** Told by the stream, right after a save, which records were written: the fast path. Fails one by one. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failed: DynamoDBBatchResponse["batchItemFailures"] = [];
  for (const { dynamodb, eventName } of event.Records) {
    const { tenant, record } =
      ownerOf({ PK: dynamodb?.Keys?.PK?.S ?? "", SK: dynamodb?.Keys?.SK?.S ?? "" }) ?? {};
    if (!tenant || !record || eventName === "REMOVE") continue;
    try {
      await deliver(house, senders, tenant, record);
    } catch (error) {
      house.log({ at: house.now(), record, why: error instanceof Error ? error.name : "failed" });
      failed.push({ itemIdentifier: dynamodb?.SequenceNumber ?? "" });
    }
  }
  return { batchItemFailures: failed };
}
