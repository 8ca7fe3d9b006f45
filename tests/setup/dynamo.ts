import type { TestProject } from "vitest/node";
import { startDynamo } from "#local/dynamo";

declare module "vitest" {
  export interface ProvidedContext {
    dynamo: string;
  }
}

/** One embedded DynamoDB in memory for the whole run, unless another is pointed out. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given) {
    project.provide("dynamo", given);
    return;
  }
  const dynamo = await startDynamo();
  project.provide("dynamo", dynamo.endpoint);
  return dynamo.stop;
}
