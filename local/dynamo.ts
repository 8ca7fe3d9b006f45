import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { keysShape, type TableShape, tableShape } from "#functions/storage/table";

export interface LocalDynamo {
  readonly endpoint: string;
  readonly pid: number;
  /** Whether the last run on the folder had not ended well, so that its indexes were made anew. */
  readonly rebuilt: boolean;
  /** Answers when what was under way is finished and the process has ended. */
  stop(): Promise<void>;
}

export interface LocalDynamoOptions {
  /** Where the tables are kept; without it they are in memory only. */
  readonly folder?: string;
  /** A free one unless given. */
  readonly port?: number;
  /** Erases what the folder held. */
  readonly fresh?: boolean;
}

/**
 * Starts the embedded DynamoDB on 127.0.0.1, as a process that ends when this one does, however it does.
 * Throws when another process uses the folder or the port.
 */
export async function startDynamo(options: LocalDynamoOptions = {}): Promise<LocalDynamo> {
  const script = fileURLToPath(new URL("dynalite.mjs", import.meta.url));
  const child = fork(script, [JSON.stringify({ port: 0, ...options })], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    execArgv: [],
  });
  const { port, rebuilt } = await firstWord(child);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    rebuilt,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** What the process says when it is ready. Throws what it says when it is not. */
async function firstWord(child: ChildProcess): Promise<{ port: number; rebuilt: boolean }> {
  const [word] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => [{ error: `it ended with ${code}` }]),
  ]);
  if (word.error) throw new Error(`The embedded DynamoDB did not start: ${word.error}`);
  return word;
}

/**
 * Creates the main table and the keys table under these names where they are missing, and answers when they
 * can be used. Throws when a table is there in another shape, made by another version of the house.
 */
export async function createTables(endpoint: string, names: { table: string; keys: string }): Promise<void> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "eu-north-1", credentials });
  try {
    await Promise.all([
      createTable(client, tableShape(names.table)),
      createTable(client, keysShape(names.keys)),
    ]);
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, shape: TableShape): Promise<void> {
  try {
    await client.send(new CreateTableCommand(shape));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const table = await whenActive(client, shape.TableName);
  if (!isDeepStrictEqual(indexesOf(table), indexesOf(shape)))
    throw new Error(
      `Table ${shape.TableName} was made by another version: start with --fresh to begin empty`,
    );
}

async function whenActive(client: DynamoDBClient, TableName: string): Promise<TableDescription> {
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus === "ACTIVE") return Table;
    await new Promise((again) => setTimeout(again, 5));
  }
}

/** The indexes by name, in a form that two descriptions can be compared in. */
function indexesOf({ GlobalSecondaryIndexes }: TableDescription | TableShape) {
  const indexes = GlobalSecondaryIndexes ?? [];
  return Object.fromEntries(indexes.map((index) => [index.IndexName, [index.KeySchema, index.Projection]]));
}
